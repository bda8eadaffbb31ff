namespace Cruddur.Tests.ServiceDefaults.Rollbar;

/// <summary>An item in the form in which it is compared: as it is.</summary>
internal static class ItemForm
{
    public static string Of(string item) => item.TrimEnd();
}
