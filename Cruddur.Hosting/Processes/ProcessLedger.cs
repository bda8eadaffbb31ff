using System.Text.Json;

namespace Cruddur.Hosting;

/// <summary>A process that this host has started.</summary>
internal sealed record LedgerEntry(string Resource, int Pid, string Started);

/// <summary>
/// Keeps on disk which processes the host has started, so that the next start can clear what a killed host left behind.
/// The file is replaced as a whole: a reader sees the old one or the new one.
/// </summary>
internal sealed class ProcessLedger(string path)
{
    private readonly Lock _lock = new();
    private readonly List<LedgerEntry> _entries = [];

    /// <summary>Called with all entries whenever they change.</summary>
    public Action<IReadOnlyList<LedgerEntry>>? Changed { get; set; }

    public void Add(string resource, int pid)
    {
        if (ProcessIdentity.StartOf(pid) is { } started)
        {
            Change(entries => entries.Add(new LedgerEntry(resource, pid, started)));
        }
    }

    public void Remove(int pid) => Change(entries => entries.RemoveAll(entry => entry.Pid == pid));

    /// <summary>What the last host wrote; nothing when there was none, or its file can't be read.</summary>
    public IReadOnlyList<LedgerEntry> Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<List<LedgerEntry>>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? [] : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Change(Action<List<LedgerEntry>> change)
    {
        lock (_lock)
        {
            change(_entries);
            File.WriteAllText($"{path}.new", JsonSerializer.Serialize(_entries, JsonSerializerOptions.Web));
            File.Move($"{path}.new", path, overwrite: true);
            Changed?.Invoke(_entries);
        }
    }
}
