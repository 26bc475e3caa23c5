using Hotlink.Client;
using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.LocalSockets;

namespace Hotlink.Daemon.Files;

/// <summary>
/// The part of a daemon that writes what peers send as files: below the datasites folder only, whole files only, in one step. It is the
/// only reader of <see cref="HotlinkClient.Notices"/>. Runs once.
/// </summary>
/// <param name="client">Where notices come from.</param>
/// <param name="folder">Where files go.</param>
/// <param name="hub">Gets requests and responses that belong to an application's stream; null for none.</param>
/// <param name="onEvent">Hears of every file. It has to be quick and must not throw.</param>
/// <param name="onOther">Hears of notices that are no files, such as manifests.</param>
public sealed class FileInbox(
    HotlinkClient client,
    DatasitesFolder folder,
    LocalSocketHub? hub,
    Action<FileInboxEvent>? onEvent = null,
    Action<HotlinkNotice>? onOther = null)
{
    private long _written;
    private long _refused;
    private long _missed;

    /// <summary>What has come so far.</summary>
    public FileInboxStatus Status => new(Interlocked.Read(ref _written), Interlocked.Read(ref _refused), Interlocked.Read(ref _missed));

    /// <summary>Writes what comes until it is cancelled, or the client is closed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var notice in client.Notices.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Interlocked.Add(ref _missed, notice.Missed);
            switch (notice)
            {
                case HotlinkFileNotice file:
                    await TakeAsync(file).ConfigureAwait(false);
                    break;
                case HotlinkRequestNotice request:
                    Tell(request.Url, Take(request));
                    break;
                default:
                    onOther?.Invoke(notice);
                    break;
            }
        }
    }

    private async Task TakeAsync(HotlinkFileNotice file)
    {
        if (file.IsWhole && hub?.TakeIdentity(file.Path, file.Content.Span) == true)
        {
            return;
        }

        var refusal = Write(file.Path, file.Content.Span, file.IsWhole);
        Tell(file.Path, refusal);
        if (refusal == FileRefusal.None && hub is not null)
        {
            await hub.TakeFileAsync(file.Path, file.ETag.ToLowerInvariant(), file.Content).ConfigureAwait(false);
        }
    }

    private FileRefusal Take(HotlinkRequestNotice request) =>
        !RequestAddress.TryPathOf(request.Url, request.RequestId, out var path) || DatasitePath.DatasiteOf(path) != client.User
            ? FileRefusal.BadAddress
            : Write(path, request.Body.Span, request.IsWhole);

    private FileRefusal Write(string path, ReadOnlySpan<byte> content, bool isWhole)
    {
        var refusal = FileRules.Check(client.User, path);
        if (refusal != FileRefusal.None)
        {
            return refusal;
        }

        if (!isWhole)
        {
            return FileRefusal.NotWhole;
        }

        if (!folder.TryResolve(path, out var place, out _))
        {
            return FileRefusal.BadPath;
        }

        try
        {
            AtomicFile.Write(place, content);
            return FileRefusal.None;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return FileRefusal.WriteFailed;
        }
    }

    private void Tell(string path, FileRefusal refusal)
    {
        Interlocked.Increment(ref refusal == FileRefusal.None ? ref _written : ref _refused);
        onEvent?.Invoke(new(path, refusal));
    }
}
