using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.Fallback;

/// <summary>
/// What the receiver may not have yet, in order, and the run in which it is numbered. The link bounds what it takes by its window; what
/// is stored as a file is kept up to a bound, in order to send it again. Pure; not thread-safe.
/// </summary>
internal sealed class PendingMessages(int retainedBytes)
{
    private readonly LinkedList<PendingMessage> _messages = [];
    private LinkedListNode<PendingMessage>? _toSend;
    private LinkedListNode<PendingMessage>? _toFile;
    private long _sentCost;
    private long _filedCost;
    private long _next = 1;

    /// <summary>The run; empty before the first.</summary>
    public string Run { get; private set; } = "";

    /// <summary>The first message of the run that goes as a file, or 0.</summary>
    public long FirstFiled { get; private set; }

    /// <summary>Whether something went in a run: the next one waits until the receiver has brought it to its application.</summary>
    public bool HasRun => Run.Length > 0;

    /// <summary>How many there are.</summary>
    public int Count => _messages.Count;

    /// <summary>The number of the first that could be sent again.</summary>
    public long First => _messages.First?.Value.Number ?? _next;

    /// <summary>The first that the link hasn't taken in this run, or null.</summary>
    public PendingMessage? NextToSend => _toSend?.Value;

    /// <summary>The first that is no file yet, or null.</summary>
    public PendingMessage? NextToFile => _toFile?.Value;

    /// <summary>Adds what the application sends.</summary>
    public void Add(HlnkFrame frame)
    {
        var node = _messages.AddLast(new PendingMessage(frame) { Number = _next++ });
        _toSend ??= node;
        _toFile ??= node;
    }

    /// <summary>A new run begins with what there is.</summary>
    public void BeginRun(string run)
    {
        (Run, FirstFiled, _next, _sentCost, _filedCost) = (run, 0, 1, 0, 0);
        foreach (var message in _messages)
        {
            (message.Number, message.IsSent, message.IsFiled) = (_next++, false, false);
        }

        _toSend = _toFile = _messages.First;
    }

    /// <summary>From here on it goes as files.</summary>
    /// <param name="run">The run's name, where there is none yet.</param>
    public void BeginFiles(string run)
    {
        if (Run.Length == 0)
        {
            BeginRun(run);
        }

        FirstFiled = FirstFiled == 0 ? First : FirstFiled;
    }

    /// <summary>The link has taken <see cref="NextToSend"/>.</summary>
    public void Sent()
    {
        var node = _toSend!;
        node.Value.IsSent = true;
        _sentCost += node.Value.Cost;
        _toSend = node.Next;
    }

    /// <summary>Drops what the receiver's end of the link has.</summary>
    /// <param name="waitingBytes">What the link says is not acknowledged.</param>
    public void TrimAcknowledged(long waitingBytes)
    {
        while (_messages.First?.Value is { IsSent: true } message && message.Cost <= _sentCost - waitingBytes)
        {
            RemoveFirst();
        }
    }

    /// <summary><see cref="NextToFile"/> is stored. The oldest files are not kept beyond the bound.</summary>
    /// <returns>How many are not kept any more.</returns>
    public int Filed()
    {
        var node = _toFile!;
        node.Value.IsFiled = true;
        _filedCost += node.Value.Cost;
        _toFile = node.Next;
        var dropped = 0;
        for (; _filedCost > retainedBytes && _messages.First != node; dropped++)
        {
            RemoveFirst();
        }

        return dropped;
    }

    /// <summary>The receiver has everything up to a number of this run.</summary>
    public void ConfirmThrough(long number)
    {
        while (_messages.First?.Value is { } message && message.Number <= number)
        {
            RemoveFirst();
        }
    }

    /// <summary>Files are all that can be done for a receiver that confirms nothing.</summary>
    public void ConfirmFiled()
    {
        while (_messages.First?.Value.IsFiled == true)
        {
            RemoveFirst();
        }
    }

    /// <summary>Gives everything up.</summary>
    /// <returns>How many there were that are no files.</returns>
    public int Clear()
    {
        var count = _messages.Count(static message => !message.IsFiled);
        _messages.Clear();
        BeginRun("");
        return count;
    }

    private void RemoveFirst()
    {
        var node = _messages.First!;
        _toSend = _toSend == node ? node.Next : _toSend;
        _toFile = _toFile == node ? node.Next : _toFile;
        _sentCost -= node.Value.IsSent ? node.Value.Cost : 0;
        _filedCost -= node.Value.IsFiled ? node.Value.Cost : 0;
        _messages.RemoveFirst();
    }
}
