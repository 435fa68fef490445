#!/usr/bin/env bash
# What a nursery and a child add to a native AOT executable: publishes three programs of N nurseries and takes the differences.
# Usage: Benchmarks/Size/native.sh [N]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
count=${1:-200}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build "$root/Benchmarks" -c Release -v q -nologo >/dev/null

# Arguments: nurseries, children of each, whether they are nurseries. Prints the size of the executable in bytes.
size_of() {
    local folder="$work/$1-$2-$3"
    mkdir -p "$folder"
    "$root/Benchmarks/bin/Release/net10.0/Benchmarks" --size --source "$1" "$2" "$3" >"$folder/Program.cs"
    cat >"$folder/Sample.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <LangVersion>12</LangVersion>
    <Nullable>enable</Nullable>
    <PublishAot>true</PublishAot>
    <StripSymbols>true</StripSymbols>
    <InvariantGlobalization>true</InvariantGlobalization>
    <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="$root/Runtime/Runtime.csproj" />
    <ProjectReference Include="$root/Generator/Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
  </ItemGroup>
</Project>
PROJECT
    dotnet publish "$folder" -c Release -r linux-x64 -o "$folder/out" -v q -nologo >&2
    stat -c %s "$folder/out/Sample"
}

one=$(size_of "$count" 1 true)
two=$(size_of "$count" 2 true)
plain_one=$(size_of "$count" 1 false)
plain_two=$(size_of "$count" 2 false)
child=$(((two - plain_two - one + plain_one) / count))
echo "native: a nursery $(((one - plain_one) / count - child)) B, a child $child B (linux-x64, stripped, $count nurseries)"
