using Hotlink.Domain.Access;
using Hotlink.Domain.Paths;
using Hotlink.Domain.Sessions;
using Hotlink.Gateway.Connections;
using Hotlink.Gateway.Files;
using Hotlink.Gateway.Tenancy;
using Hotlink.Grains.Abstractions.Datasites;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Relay;

/// <summary>
/// Files that peers write (wire protocol, section 9.1) and manifests of their access rules (9.2): checked, stored, acknowledged, and
/// only then sent to those who may read them.
/// </summary>
internal sealed class FileRelay(
    FileStores stores, ManifestStore manifests, TenantResolver tenants, IRuleFiles rules, FileAudience audience, GatewayServices services)
{
    private const string RuleFileName = "syft.pub.yaml";
    private const string WriteDenied = "permission denied for write operation";
    private const string InvalidRules = "invalid access rules";

    /// <summary>Stores a file, acknowledges it and sends it on.</summary>
    public async ValueTask WriteAsync(ConnectionIdentity sender, string messageId, FileWrite write, Outbound answers)
    {
        if (!CanonicalPath.IsCanonical(write.Path))
        {
            answers.Send(Refusals.Nack(messageId, StoreRefusalText.Of(StoreRefusal.InvalidPath)));
            return;
        }

        var datasite = services.Grains.GetGrain<IDatasiteGrain>(GrainKeys.Datasite(sender.Tenant, SessionPaths.DatasiteOf(write.Path)));
        var question = new AccessQuestion(sender.Peer.User, AccessLevel.Write, write.Path);
        if (!await datasite.CallAsync(question, static (grain, asked) => grain.AuthorizeAsync(asked)))
        {
            // Today's clients wait for the one or the other.
            answers.Send(Refusals.Error(403, write.Path, WriteDenied));
            answers.Send(Refusals.Nack(messageId, WriteDenied));
            return;
        }

        if (await StoreAsync(sender.Tenant, write) is { } refusal)
        {
            answers.Send(Refusals.Nack(messageId, refusal));
            return;
        }

        answers.Send(Refusals.Ack(messageId));
        var readers = await audience.ReadersOfAsync(sender, write.Path);
        if (readers.Count > 0 && Encode(WireEncoding.MsgPack, new(messageId, write), write.Content.Length + 512) is { } frame)
        {
            await audience.SendAsync(sender, readers, frame);
        }
    }

    /// <summary>Keeps a manifest for those who connect later, and sends it to those who are here.</summary>
    public async ValueTask PublishAsync(ConnectionIdentity sender, string messageId, AclManifest manifest, Outbound answers)
    {
        var frame = Encode(WireEncoding.Json, new(messageId, manifest));
        var header = new ManifestHeader(manifest.Version, manifest.Datasite, manifest.For, manifest.ForHash);
        var verdict = frame is null ? ManifestVerdict.TooLarge : manifests.Put(sender.Tenant, sender.Peer.User, header, frame.Span);
        if (frame is null || verdict != ManifestVerdict.Stored)
        {
            frame?.Release();
            answers.Send(Refusals.Error(verdict == ManifestVerdict.NotOwner ? 403 : 400, "", $"manifest refused: {verdict}"));
            return;
        }

        frame.Format = FrameFormat.JsonForAll;
        await audience.SendAsync(sender, await MeantByAsync(sender, manifest.ForHash, frame), frame);
    }

    private async ValueTask<IReadOnlyList<Peer>> MeantByAsync(ConnectionIdentity sender, string audienceHash, Frame frame)
    {
        try
        {
            return await audience.MeantByAsync(sender, audienceHash);
        }
        catch
        {
            frame.Release();
            throw;
        }
    }

    /// <summary>Sends the manifests that concern a peer who has just connected.</summary>
    public void Replay(ConnectionIdentity peer, Outbound outbound)
    {
        foreach (var manifest in manifests.For(peer.Tenant, peer.Peer.User))
        {
            outbound.SendText(manifest.Span);
        }
    }

    private Frame? Encode(WireEncoding encoding, in WireMessage message, int sizeHint = 512) =>
        FrameBuilder.TryEncode(services.Pool, encoding, message, services.Options.MaxMessageBytes, sizeHint);

    private async ValueTask<string?> StoreAsync(string tenant, FileWrite write)
    {
        var isRuleFile = write.Path.EndsWith("/" + RuleFileName, StringComparison.Ordinal);
        if (isRuleFile && !rules.IsValid(write.Path, write.Content))
        {
            return InvalidRules;
        }

        var stored = await stores.WriteAsync(tenants.All.Single(known => known.Name == tenant), write.Path, write.Content, write.ETag, write.Length, CancellationToken.None);
        if (stored.Refusal is { } refusal)
        {
            return StoreRefusalText.Of(refusal);
        }

        return isRuleFile && !await rules.InstallAsync(tenant, write.Path, write.Content) ? InvalidRules : null;
    }
}
