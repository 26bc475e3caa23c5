using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Hotlink.Gateway.Transport;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Connections;

/// <summary>
/// Writes what a queue holds to the socket: as many messages as are there in one write, and each at once where the link is idle. Runs on
/// the thread of whoever finds the queue idle, until the socket takes no more.
/// </summary>
internal sealed class OutboundWriter(OutboundQueue queue, PipeWriter output, TimeProvider time)
{
    private const int WriteBytes = 128 * 1024;
    private const int ChunkBytes = 64 * 1024;
    private const int LargeBytes = 96 * 1024; // Payloads of 64 KiB are common: they go out whole.
    private const int CopiedBytes = 16 * 1024;
    [ThreadStatic]
    private static List<OutboundItem>? _batch;
    private readonly SocketWriter? _socket = output as SocketWriter;
    private long _lastProgress = time.GetTimestamp();
    private volatile bool _flushing;

    /// <summary>Whether bytes are waiting for the socket to take them.</summary>
    public bool IsFlushing => _flushing;

    /// <summary>For how long the socket has taken nothing; zero where nothing waits.</summary>
    public TimeSpan StandingStill => _flushing ? time.GetElapsedTime(Interlocked.Read(ref _lastProgress)) : TimeSpan.Zero;

    /// <summary>Writes until the queue is empty. Only one caller at a time: the one that the queue named.</summary>
    /// <returns>Whether the socket still takes anything.</returns>
    public async ValueTask<bool> WriteAllAsync()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            if (!await WriteAsync(batch).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private List<OutboundItem> TakeBatch()
    {
        var batch = _batch ??= new(64);
        queue.TryDequeue(batch, WriteBytes);
        return batch;
    }

    // Only the last of a batch can be large: the queue stops there.
    private ValueTask<bool> WriteAsync(List<OutboundItem> batch)
    {
        var last = batch[^1];
        var isLarge = last.Frame.Length > LargeBytes;
        try
        {
            foreach (var (opcode, frame) in CollectionsMarshal.AsSpan(batch)[..(isLarge ? ^1 : ^0)])
            {
                WriteHeader(opcode, frame);
                Write(frame, frame.Memory);
            }

            if (isLarge)
            {
                last.Frame.Retain();
            }
        }
        finally
        {
            batch.ForEach(static item => item.Frame.Release());
            batch.Clear();
        }

        return isLarge ? WriteLargeAsync(last) : FlushAsync();
    }

    private async ValueTask<bool> WriteLargeAsync(OutboundItem item)
    {
        try
        {
            WriteHeader(item.Opcode, item.Frame);
            for (var at = 0; at < item.Frame.Length; at += ChunkBytes)
            {
                Write(item.Frame, item.Frame.Memory.Slice(at, Math.Min(ChunkBytes, item.Frame.Length - at)));
                if (!await FlushAsync().ConfigureAwait(false))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            item.Frame.Release();
        }
    }

    private void WriteHeader(WebSocketOpcode opcode, Frame frame) =>
        output.Advance(WebSocketHeader.WriteServer(output.GetSpan(WebSocketHeader.MaxLength), opcode, frame.Length));

    // Small parts are cheaper to copy than to pass on one by one.
    private void Write(Frame frame, ReadOnlyMemory<byte> part)
    {
        if (_socket is null || part.Length < CopiedBytes)
        {
            Copy(part.Span);
        }
        else
        {
            _socket.Attach(frame, part);
        }
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var target = output.GetSpan();
            var length = Math.Min(target.Length, bytes.Length);
            bytes[..length].CopyTo(target);
            output.Advance(length);
            bytes = bytes[length..];
        }
    }

    private ValueTask<bool> FlushAsync()
    {
        var flush = output.FlushAsync();
        return flush.IsCompletedSuccessfully ? new(IsOpen(flush.Result)) : AwaitFlushAsync(flush);
    }

    private async ValueTask<bool> AwaitFlushAsync(ValueTask<FlushResult> flush)
    {
        Interlocked.Exchange(ref _lastProgress, time.GetTimestamp());
        _flushing = true;
        try
        {
            return IsOpen(await flush.ConfigureAwait(false));
        }
        finally
        {
            _flushing = false;
        }
    }

    private static bool IsOpen(FlushResult result) => !result.IsCompleted && !result.IsCanceled;
}
