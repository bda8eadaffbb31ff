namespace Cruddur.Api.People;

/// <summary>Someone who writes.</summary>
internal sealed record Person(string Uuid, string Handle, string DisplayName);
