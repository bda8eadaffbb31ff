using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The ended spans of a segment that hasn't ended.</summary>
internal sealed class SegmentGroup
{
    public SegmentGroup() => Place = new LinkedListNode<SegmentGroup>(this);

    public Activity? Root { get; set; }

    /// <summary>Its place among the groups, by age.</summary>
    public LinkedListNode<SegmentGroup> Place { get; }

    /// <summary>Spans whose parents haven't ended, with what is inside them.</summary>
    public List<SpanNode> Tops { get; } = [];

    /// <summary>All spans, those inside others too.</summary>
    public int Spans { get; set; }

    /// <summary>When its first span came, as a timestamp.</summary>
    public long Since { get; set; }

    /// <summary>Whether the segment was seen to have ended without having come.</summary>
    public bool RootMissed { get; set; }

    /// <summary>Adds a span that has ended, above those that are inside it.</summary>
    public void Add(SpanNode node)
    {
        for (var i = Tops.Count - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(SpanNode.ParentOf(Tops[i].Span), node.Span))
                continue;
            node.Children.Add(Tops[i]);
            Tops.RemoveAt(i);
        }

        node.Children.Reverse();
        Tops.Add(node);
        Spans++;
    }

    public void Reset()
    {
        Root = null;
        Tops.Clear();
        Spans = 0;
        RootMissed = false;
    }
}
