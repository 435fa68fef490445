// The rest of what ImplicitUsings gives; the other tests' compilations do without it.
global using System.IO;
