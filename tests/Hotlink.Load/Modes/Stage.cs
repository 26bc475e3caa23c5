using Hotlink.Load.Client;
using Hotlink.Load.Measuring;
using Hotlink.Load.Rights;
using Hotlink.Load.Sessions;
using Hotlink.Load.Workloads;

namespace Hotlink.Load.Modes;

/// <summary>Sets up what a run needs: peers with connections, their rights, open sessions. Takes all of it down at its end.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int ConnectsAtOnce = 64;

    private readonly RunContext _context;
    private readonly Connector _connector;
    private readonly IRights _rights;
    private readonly List<Peer> _peers = [];

    /// <summary>Sets up a run.</summary>
    /// <param name="context">What it works with.</param>
    /// <param name="sizes">How large the buffers of its connections are.</param>
    public Stage(RunContext context, ConnectionSizes sizes)
    {
        _context = context;
        _connector = context.NewConnector(sizes);
        _rights = context.Access.DatasitesFolder is { } folder
            ? new RightsByFile(context.Access, folder)
            : new RightsByWire(context.Access, context.Traffic.Encoding, context.Clock.Time);
    }

    /// <summary>Sets up a run of few connections with much traffic.</summary>
    public Stage(RunContext context)
        : this(context, ConnectionSizes.Default)
    {
    }

    /// <summary>What went wrong.</summary>
    public Problems Problems { get; } = new();

    /// <summary>The sessions of this run.</summary>
    public SessionTable Sessions { get; } = new();

    /// <summary>All peers.</summary>
    public IReadOnlyList<Peer> Peers => _peers;

    /// <summary>Whether any peer is still connected.</summary>
    public bool IsAlive => _peers.Exists(static peer => peer.IsConnected);

    /// <summary>Notes which connections ended that should not have.</summary>
    public void NoteEndedConnections()
    {
        foreach (var peer in _peers)
        {
            if (peer is { WasConnected: true, Connection.Ended: { IsCompletedSuccessfully: true, Result: { IsExpected: false } end } })
            {
                Problems.Add($"a connection was lost: {end.Text}");
            }
        }
    }

    /// <summary>Adds a user that sends.</summary>
    /// <param name="role">What it does, a word.</param>
    /// <param name="pair">Which pair it belongs to.</param>
    public Peer AddSender(string role, int pair) => Add(new(_context.Access.User(role, pair), _context.Target.Nodes.SenderOf(pair), 0, Sessions, Problems));

    /// <summary>Adds a user that reads.</summary>
    /// <param name="role">What it does, a word.</param>
    /// <param name="pair">Which pair it belongs to.</param>
    /// <param name="number">Its place among the readers of a session.</param>
    public Peer AddReader(string role, int pair, int number = 0) =>
        Add(new(_context.Access.User(role, pair), _context.Target.Nodes.ReaderOf(pair), number, Sessions, Problems));

    /// <summary>Adds a pair of users.</summary>
    public (Peer Sender, Peer Reader) AddPair(int pair) => (AddSender("a", pair), AddReader("b", pair));

    /// <summary>Makes streams between peers of this run.</summary>
    public StreamFactory NewStreams() => new(_context.Traffic, _context.Access, Sessions, Problems);

    /// <summary>Connects those that are not connected yet.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var left = _peers.Where(static peer => !peer.IsConnected).ToList();
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConnectsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(left, options, async (peer, cancelled) =>
        {
            await peer.ConnectAsync(_connector, cancelled);
            _context.Progress.Show($"connecting: {Interlocked.Increment(ref done)} of {left.Count}");
        });
    }

    /// <summary>Lets everybody read what these send.</summary>
    public Task GrantAsync(IReadOnlyCollection<Peer> senders, CancellationToken cancellationToken)
    {
        _context.Progress.Show("giving rights");
        return _rights.GrantAsync(senders, cancellationToken);
    }

    /// <summary>Opens sessions, and waits until all are accepted.</summary>
    public Task OpenAsync(IReadOnlyList<StreamSession> sessions, CancellationToken cancellationToken) =>
        new Opening(_context, sessions).RunAsync(cancellationToken);

    /// <summary>Opens and closes a session between two peers, so that missing rights are found and explained before a run.</summary>
    public async Task ProbeAsync(Peer sender, Peer reader, CancellationToken cancellationToken)
    {
        var probe = NewStreams().Create(
            new(sender, [reader], 0, int.MaxValue), frame => new WindowOutflow(frame, _context.Clock, 1, 1), NoArrivals.Instance);
        await OpenAsync([probe], cancellationToken);
        probe.Close();
    }

    /// <summary>Connects everybody, opens the streams of a workload, runs and measures it, and closes them.</summary>
    public Task<Measured> MeasureAsync(StreamWorkload workload, Phase phase, CancellationToken cancellationToken) =>
        MeasureAsync(workload, workload.Streams, phase, cancellationToken);

    /// <summary>Connects everybody, opens streams, runs and measures the workload that uses them, and closes them.</summary>
    public async Task<Measured> MeasureAsync(IWorkload workload, IReadOnlyList<StreamSession> streams, Phase phase, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        await GrantAsync([.. streams.Select(static stream => stream.Plan.Sender).Distinct()], cancellationToken);
        await OpenAsync(streams, cancellationToken);
        var measured = await new Measurement(_context, this, workload, phase).RunAsync(cancellationToken);
        foreach (var stream in streams)
        {
            stream.Close();
        }

        return measured;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _context.Progress.Show("closing");
        await Parallel.ForEachAsync(_peers.Where(static peer => peer.WasConnected), async (peer, _) => await peer.Connection.DisposeAsync());
        _rights.CleanUp();
        _context.Progress.Clear();
    }

    private Peer Add(Peer peer)
    {
        _peers.Add(peer);
        return peer;
    }
}
