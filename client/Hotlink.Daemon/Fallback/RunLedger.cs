namespace Hotlink.Daemon.Fallback;

/// <summary>
/// Decides which messages of a directory go into the application's stream, whichever way they come: each run in order, each message once
/// (docs/local-sockets.md, section 4). Pure; not thread-safe.
/// </summary>
internal sealed class RunLedger
{
    private const int MaxRuns = 256;
    private readonly Dictionary<string, RunState> _runs = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>A link begins to bring a run: a new one, also where its short name was another's once.</summary>
    public void BeginLink(string run)
    {
        _runs.Remove(run);
        Find(run).IsLinked = true;
    }

    /// <summary>A link that was begun has no numbers that its sender knows.</summary>
    public void Forget(string run) => _runs.Remove(run);

    /// <summary>A link will bring nothing more of a run.</summary>
    public void EndLink(string run)
    {
        if (_runs.TryGetValue(run, out var state))
        {
            state.IsLinked = false;
        }
    }

    /// <summary>The next message has come over the link.</summary>
    /// <returns>Whether the application gets it.</returns>
    public bool TakeLink(string run, long number)
    {
        var state = Find(run);
        if (state.IsClosed || number >= state.Fence || number <= state.Delivered)
        {
            return false;
        }

        state.Delivered = number;
        return true;
    }

    /// <summary>A message has come as a file.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="first">The first message of the run that its sender sent as a file: the link brought all before it.</param>
    /// <param name="number">Its number.</param>
    public FileVerdict TakeFile(string run, long first, long number)
    {
        var isNew = !_runs.ContainsKey(run);
        var state = Find(run);
        if (isNew)
        {
            state.Delivered = first - 1;
        }

        state.Fence = Math.Min(state.Fence, first);
        if (state.IsClosed || number <= state.Delivered)
        {
            return FileVerdict.Had;
        }

        if (number == state.Delivered + 1)
        {
            state.Delivered = number;
            return FileVerdict.Deliver;
        }

        return state.IsLinked && state.Delivered < first - 1 ? FileVerdict.Wait : FileVerdict.Gap;
    }

    /// <summary>The sender goes on in another run and asks how far this one came. From then on nothing of it is taken.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kept">The first message that the sender could send again: the link has brought all before it.</param>
    /// <returns>The last message that the application has; null while some are on their way to it.</returns>
    public long? Confirm(string run, long kept)
    {
        var state = Find(run);
        if (state.IsLinked && !state.IsClosed && state.Delivered < kept - 1)
        {
            return null;
        }

        state.IsClosed = true;
        return state.Delivered;
    }

    private RunState Find(string run)
    {
        if (_runs.TryGetValue(run, out var state))
        {
            return state;
        }

        while (_order.Count >= MaxRuns && _order.TryDequeue(out var oldest))
        {
            _runs.Remove(oldest);
        }

        _order.Enqueue(run);
        return _runs[run] = new();
    }
}
