namespace NurseryGen.Generator; internal static class Placeholder;
