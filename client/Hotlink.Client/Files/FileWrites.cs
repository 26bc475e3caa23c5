using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Hotlink.Client.Connection;
using Hotlink.Client.Sessions;
using Hotlink.Client.Streams;
using Hotlink.Protocol.Messages;

namespace Hotlink.Client.Files;

/// <summary>
/// File writes and their answers: an ack or nack names the write's id, an error 403 only its path (wire-protocol, section 9.1).
/// Thread-safe.
/// </summary>
internal sealed class FileWrites(ClientContext context)
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int Forbidden = 403;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PendingWrite> _pending = [];

    /// <summary>Writes a file and waits for the answer.</summary>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (content.Length > MaxBytes)
        {
            throw new HotlinkException(HotlinkReason.MessageTooLarge, "a file of more than 4 MiB");
        }

        var link = context.Link ?? throw new HotlinkException(HotlinkReason.LinkLost, "there is no connection to the relay now");
        var id = MessageIds.New();
        var write = new PendingWrite(path, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _pending.Add(id, write);
        }

        try
        {
            var message = new FileWrite(path, TagOf(content.Span), content.Length, content);
            await link.SendAsync(new(id, message), link.Encoding, cancellationToken).ConfigureAwait(false);
            await write.Answer.Task.WaitAsync(context.Options.FileTimeout, context.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new HotlinkException(HotlinkReason.Timeout, "the relay did not acknowledge the file in time");
        }
        finally
        {
            lock (_gate)
            {
                _pending.Remove(id);
            }
        }
    }

    /// <summary>The relay has stored a file.</summary>
    public void OnAck(Ack ack) => Take(ack.OriginalId)?.Answer.TrySetResult();

    /// <summary>The relay has refused a file.</summary>
    public void OnNack(Nack nack) =>
        Take(nack.OriginalId)?.Answer.TrySetException(new HotlinkException(HotlinkReason.FileRefused, StreamSignalText.Shorten(nack.Error)));

    /// <summary>Something is wrong with a path: every write of it that waits has failed.</summary>
    public void OnError(ErrorMessage error)
    {
        var reason = error.Code == Forbidden ? HotlinkReason.PermissionDenied : HotlinkReason.FileRefused;
        foreach (var write in TakeAll(error.Path))
        {
            write.Answer.TrySetException(new HotlinkException(reason, StreamSignalText.Shorten(error.Text)));
        }
    }

    /// <summary>The connection is gone: whether the files were stored, nobody knows.</summary>
    public void LinkLost()
    {
        foreach (var write in TakeAll(null))
        {
            write.Answer.TrySetException(new HotlinkException(HotlinkReason.LinkLost, "the connection was lost before the file was acknowledged"));
        }
    }

    /// <summary>The entity tag of a content: its MD5.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The protocol's entity tag is MD5; it guards against accidents, not attackers.")]
    public static string TagOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(MD5.HashData(content));

    private PendingWrite? Take(string id)
    {
        lock (_gate)
        {
            return _pending.Remove(id, out var write) ? write : null;
        }
    }

    private PendingWrite[] TakeAll(string? path)
    {
        lock (_gate)
        {
            var taken = _pending.Where(pair => path is null || pair.Value.Path == path).ToArray();
            foreach (var (id, _) in taken)
            {
                _pending.Remove(id);
            }

            return [.. taken.Select(static pair => pair.Value)];
        }
    }
}
