namespace Hotlink.Load.Client;

/// <summary>Which node each peer connects to: senders in turn over some nodes, and each pair's reader on a node of its own choice.</summary>
internal sealed class Placement
{
    private readonly IReadOnlyList<Endpoint> _senders;
    private readonly IReadOnlyList<Endpoint> _readers;

    /// <summary>Spreads senders over nodes.</summary>
    /// <param name="senders">The nodes for senders, of which there is at least one.</param>
    /// <param name="readers">
    /// The nodes for readers. Without any they are the senders' nodes, one further: the two of a pair are on different nodes where there are
    /// several.
    /// </param>
    public Placement(IReadOnlyList<Endpoint> senders, IReadOnlyList<Endpoint> readers)
    {
        _senders = senders;
        _readers = readers.Count > 0 ? readers : [.. senders.Skip(1), senders[0]];
        var all = string.Join(", ", senders.Select(static node => node.Text));
        Text = readers.Count == 0 ? all : $"{all}; readers {string.Join(", ", readers.Select(static node => node.Text))}";
    }

    /// <summary>Whether there is more than one node.</summary>
    public bool IsSpread => _senders.Concat(_readers).Distinct().Skip(1).Any();

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <summary>Everybody on one node.</summary>
    public static Placement On(Endpoint node) => new([node], []);

    /// <summary>Where the sender of a pair connects.</summary>
    public Endpoint SenderOf(int pair) => _senders[pair % _senders.Count];

    /// <summary>Where the reader of a pair connects.</summary>
    public Endpoint ReaderOf(int pair) => _readers[pair % _readers.Count];
}
