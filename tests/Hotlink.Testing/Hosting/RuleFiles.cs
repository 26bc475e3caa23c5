using System.Security.Cryptography;
using System.Text;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;

namespace Hotlink.Testing.Hosting;

/// <summary>Access rules for tests, and the two ways in which they reach a relay.</summary>
public static class RuleFiles
{
    /// <summary>The name of a rule file.</summary>
    public const string Name = "syft.pub.yaml";

    /// <summary>Every user may read and write.</summary>
    public const string Everybody =
        """
        rules:
          - pattern: '**'
            access:
              read: ['*']
              write: ['*']
        """;

    /// <summary>Nobody but the owner may do anything.</summary>
    public const string OwnerOnly =
        """
        rules:
          - pattern: '**'
            access:
              read: []
              write: []
        """;

    /// <summary>The users named may read and write.</summary>
    public static string For(params IEnumerable<string> users)
    {
        var list = string.Join(", ", users.Select(user => $"'{user}'"));
        return $"""
            rules:
              - pattern: '**'
                access:
                  read: [{list}]
                  write: [{list}]
            """;
    }

    /// <summary>Some may write, others only read.</summary>
    public static string For(IEnumerable<string> writers, IEnumerable<string> readers) =>
        $"""
        rules:
          - pattern: '**'
            access:
              read: [{string.Join(", ", readers.Select(user => $"'{user}'"))}]
              write: [{string.Join(", ", writers.Select(user => $"'{user}'"))}]
        """;

    /// <summary>The file write that puts rules into a directory.</summary>
    public static FileWrite Write(string directory, string rules) => FileOf($"{directory}/{Name}", rules);

    /// <summary>A file write with the length and etag that its content has.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The protocol's entity tag is MD5.")]
    public static FileWrite FileOf(string path, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return new(path, Convert.ToHexStringLower(MD5.HashData(bytes)), bytes.Length, bytes);
    }

    /// <summary>Puts rules into force as their owner does: over the wire, acknowledged.</summary>
    public static async Task PublishRulesAsync(this RelayTestHost relay, string owner, string rules = Everybody)
    {
        await using var peer = await relay.ConnectAsync(owner);
        await peer.PublishRulesAsync(rules);
        await peer.CloseAsync();
    }

    /// <inheritdoc cref="PublishRulesAsync(RelayTestHost, string, string)"/>
    public static async Task PublishRulesAsync(this FakePeer owner, string rules = Everybody)
    {
        var id = await owner.SendAsync(Write(owner.User, rules));
        await owner.NextAsync<Ack>(ack => ack.OriginalId == id);
    }

    /// <summary>Puts rules into a datasites folder, as whoever administers the relay does.</summary>
    public static void Put(string datasites, string directory, string rules)
    {
        var folder = Directory.CreateDirectory(Path.Combine(datasites, directory)).FullName;
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        File.WriteAllText(temporary, rules);
        File.Move(temporary, Path.Combine(folder, Name), overwrite: true);
    }

    /// <summary>Puts rules into a datasites folder that let everybody read and write what is these users'.</summary>
    public static void PutForEverybody(string datasites, params IEnumerable<string> owners)
    {
        foreach (var owner in owners)
        {
            Put(datasites, owner, Everybody);
        }
    }
}
