using Hotlink.Client.Waiting;

namespace Hotlink.Client.Connection;

/// <summary>
/// What waits to be written to one socket: messages that are encoded already, bounded in bytes, then streams that have signals, then
/// streams that have data, in turn. Streams keep their bytes until their turn comes. Thread-safe; nothing is awaited under its lock.
/// </summary>
internal sealed class Outbox(int maxBytes, int hardBytes)
{
    private const int BatchBytes = 128 * 1024;
    private readonly Lock _gate = new();
    private readonly Queue<EncodedMessage> _messages = new();
    private readonly Queue<IFrameSource> _urgent = new();
    private readonly Queue<IFrameSource> _ready = new();
    private readonly RoomGate _room = new();
    private long _bytes;
    private bool _writing;
    private bool _closed;

    /// <summary>Adds a message of the client's own: it is never refused, but a peer that lets too many pile up loses the connection.</summary>
    /// <param name="message">The message.</param>
    /// <param name="startWriting">Whether the caller has to start to write.</param>
    /// <returns>Whether the connection can go on.</returns>
    public bool Add(in EncodedMessage message, out bool startWriting)
    {
        lock (_gate)
        {
            startWriting = false;
            if (_closed)
            {
                return true;
            }

            if (_bytes + message.Length > hardBytes)
            {
                return false;
            }

            Enqueue(message);
            startWriting = StartWriting();
            return true;
        }
    }

    /// <summary>Adds a message of the application's where there is room.</summary>
    /// <returns>Null where it was taken, else what to wait for before trying again.</returns>
    public Task? TryAdd(in EncodedMessage message, out bool startWriting)
    {
        lock (_gate)
        {
            startWriting = false;
            if (_closed)
            {
                throw new HotlinkException(HotlinkReason.LinkLost, "the connection to the relay was lost");
            }

            if (_bytes > 0 && _bytes + message.Length > maxBytes)
            {
                return _room.WaitAsync();
            }

            Enqueue(message);
            startWriting = StartWriting();
            return null;
        }
    }

    /// <summary>A stream has signals, data, or both.</summary>
    /// <returns>Whether the caller has to start to write.</returns>
    public bool MarkReady(IFrameSource source, bool signals, bool data)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            if (signals && !source.IsUrgent)
            {
                source.IsUrgent = true;
                _urgent.Enqueue(source);
            }

            if (data && !source.IsReady)
            {
                source.IsReady = true;
                _ready.Enqueue(source);
            }

            return (signals || data) && StartWriting();
        }
    }

    /// <summary>Fills the buffer with what is to be written next.</summary>
    /// <returns>Whether there was anything; if not, the caller has stopped being the writer.</returns>
    public bool Fill(RelayLink link, OutputBuffer output)
    {
        while (output.Length < BatchBytes)
        {
            var next = Take(output, out var source, out var isUrgent);
            if (!next)
            {
                break;
            }

            if (isUrgent)
            {
                source!.WriteSignals(link, output);
            }
            else if (source is not null && source.WriteFrame(link, output))
            {
                MarkReady(source, signals: false, data: true);
            }
        }

        return output.Length > 0 || !StopWriting();
    }

    /// <summary>Takes nothing more. What waits is lost; who waits is told.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _bytes = 0;
            foreach (var source in _urgent)
            {
                source.IsUrgent = false;
            }

            foreach (var source in _ready)
            {
                source.IsReady = false;
            }

            while (_messages.TryDequeue(out var message))
            {
                message.Release();
            }

            _urgent.Clear();
            _ready.Clear();
            _room.Open();
        }
    }

    private bool Take(OutputBuffer output, out IFrameSource? source, out bool isUrgent)
    {
        lock (_gate)
        {
            (source, isUrgent) = (null, false);
            if (_messages.TryDequeue(out var message))
            {
                _bytes -= message.Length;
                _room.Open();
                output.Add(message.Opcode, message.Bytes);
                message.Release();
                return true;
            }

            if (_urgent.TryDequeue(out source))
            {
                (source.IsUrgent, isUrgent) = (false, true);
                return true;
            }

            if (_ready.TryDequeue(out source))
            {
                source.IsReady = false;
                return true;
            }

            return false;
        }
    }

    private void Enqueue(in EncodedMessage message)
    {
        _messages.Enqueue(message);
        _bytes += message.Length;
    }

    private bool StartWriting()
    {
        var start = !_writing;
        _writing = true;
        return start;
    }

    // Somebody may have added something since the last look.
    private bool StopWriting()
    {
        lock (_gate)
        {
            _writing = _messages.Count + _urgent.Count + _ready.Count > 0;
            return !_writing;
        }
    }
}
