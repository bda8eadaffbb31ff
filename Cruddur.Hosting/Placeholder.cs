namespace Cruddur.Hosting;

internal static class Placeholder;
