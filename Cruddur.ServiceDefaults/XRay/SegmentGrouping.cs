using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>
/// Puts ended spans together to segments: a span waits for its segment to end, and what can't wait goes out as an independent subsegment. It takes them in the order
/// in which they ended, on one thread.
/// </summary>
/// <remarks>
/// At most <see cref="MaxWaiting"/> spans wait; when they do, the spans of the oldest segment go out by themselves. So do those of a segment that has
/// <see cref="StreamAt"/> of them (where AWS's SDKs begin to stream), those that end after their segment, those that come after it, and those that have waited for <see cref="LongestWait"/>.
/// </remarks>
internal sealed class SegmentGrouping(Action<SpanNode> emit, TimeProvider time)
{
    public const int MaxWaiting = 8192;
    public const int StreamAt = 100;

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private const int SweepEvery = 512;

    // A span that its segment has overtaken comes shortly after it.
    private const int RootsKept = 1024;

    private readonly Dictionary<Activity, SegmentGroup> _open = [];
    private readonly LinkedList<SegmentGroup> _byAge = [];
    // Reused, so as many as waited at the same time.
    private readonly Stack<SpanNode> _nodes = [];
    private readonly Stack<SegmentGroup> _groups = [];
    private readonly HashSet<ActivitySpanId> _come = [];
    private readonly Queue<ActivitySpanId> _comeByAge = [];
    private int _waiting;
    private int _sinceSweep;

    public int Waiting => _waiting;

    public void Add(Activity span)
    {
        var root = SpanNode.RootOf(span);
        if (ReferenceEquals(span, root))
            End(root);
        else if ((HasEnded(root) && EndOf(span) > EndOf(root)) || _come.Contains(root.SpanId))
            Emit(NodeOf(span));
        else
            Wait(span, root);
        if (++_sinceSweep == SweepEvery)
            Sweep();
    }

    /// <summary>Nothing more comes: what waits goes out.</summary>
    public void Complete()
    {
        while (_byAge.First is { } oldest)
            Release(oldest.Value);
    }

    /// <summary>What has waited too long goes out.</summary>
    public void Expire()
    {
        while (_byAge.First is { } oldest && time.GetElapsedTime(oldest.Value.Since) >= LongestWait)
            Release(oldest.Value);
    }

    // Spans whose segment had ended at the last sweep, and hasn't come since, wait no longer: it came before them, or never will.
    private void Sweep()
    {
        _sinceSweep = 0;
        for (var place = _byAge.First; place is not null;)
        {
            var (group, next) = (place.Value, place.Next);
            if (group.RootMissed)
                Release(group);
            else
                group.RootMissed = group.Root!.IsStopped;
            place = next;
        }
    }

    private void End(Activity root)
    {
        Remember(root);
        var node = NodeOf(root);
        if (_open.TryGetValue(root, out var group))
        {
            node.Children.AddRange(group.Tops);
            group.Tops.Clear();
            Close(group);
        }

        Emit(node);
    }

    private void Remember(Activity root)
    {
        if (!_come.Add(root.SpanId))
            return;
        _comeByAge.Enqueue(root.SpanId);
        if (_comeByAge.Count > RootsKept)
            _come.Remove(_comeByAge.Dequeue());
    }

    private void Wait(Activity span, Activity root)
    {
        if (!_open.TryGetValue(root, out var group))
        {
            group = _groups.TryPop(out var used) ? used : new SegmentGroup();
            group.Root = root;
            group.Since = time.GetTimestamp();
            _open.Add(root, group);
            _byAge.AddLast(group.Place);
        }

        group.Add(NodeOf(span));
        _waiting++;
        if (group.Spans == StreamAt)
            Release(group);
        else if (_waiting > MaxWaiting)
            Release(_byAge.First!.Value);
    }

    private void Release(SegmentGroup group)
    {
        try
        {
            foreach (var node in group.Tops)
                Emit(node);
        }
        finally
        {
            Close(group);
        }
    }

    private void Close(SegmentGroup group)
    {
        _waiting -= group.Spans;
        _open.Remove(group.Root!);
        _byAge.Remove(group.Place);
        group.Reset();
        _groups.Push(group);
    }

    private void Emit(SpanNode node)
    {
        emit(node);
        Recycle(node);
    }

    private SpanNode NodeOf(Activity span) => (_nodes.TryPop(out var node) ? node : new SpanNode()).Hold(span);

    private void Recycle(SpanNode node)
    {
        foreach (var child in node.Children)
            Recycle(child);
        node.LetGo();
        _nodes.Push(node);
    }

    private static bool HasEnded(Activity span) => span.Duration > TimeSpan.Zero;

    private static DateTime EndOf(Activity span) => span.StartTimeUtc + span.Duration;
}
