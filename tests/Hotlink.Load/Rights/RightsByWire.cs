using System.Security.Cryptography;
using Hotlink.Load.Frames;
using Hotlink.Load.Sessions;
using Hotlink.Load.Settings;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Load.Rights;

/// <summary>Writes the rule files as a client would, by FileWrite: works with any server. They stay there: the protocol has no way to delete.</summary>
internal sealed class RightsByWire(AccessSettings access, WireEncoding encoding, TimeProvider time) : IRights
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Task GrantAsync(IReadOnlyCollection<Peer> senders, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(senders, cancellationToken, async (sender, cancelled) => await GrantAsync(sender, cancelled));

    /// <inheritdoc/>
    public void CleanUp()
    {
    }

    private async Task GrantAsync(Peer sender, CancellationToken cancellationToken)
    {
        var path = RuleFile.PathOf(access, sender.User);
        var content = RuleFile.Content(access);
#pragma warning disable CA5351 // The protocol's etag is MD5; it protects nothing.
        var etag = Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
        var id = Guid.NewGuid().ToString("N")[..6];
        var answer = sender.Files.ExpectAsync(id);
        sender.Connection.Send(ControlFrame.ToArray(encoding, new(id, new FileWrite(path, etag, content.Length, content))));
        try
        {
            if (await answer.WaitAsync(Timeout, time, cancellationToken) is { } refusal)
            {
                throw new LoadException($"The server refused {path} from its owner {sender.User}: {refusal}");
            }
        }
        catch (TimeoutException)
        {
            throw new LoadException(
                $"The server did not acknowledge {path} within {Timeout.TotalSeconds:0} s. Give the folder of its datasites with --datasites DIR instead.");
        }
    }
}
