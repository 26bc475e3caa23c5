using System.Text.Json;
using Hotlink.Domain.Access;

namespace Hotlink.Devstack.Stacks;

/// <summary>What SyftBox's clients create for a new user: folders, a configuration, and the two default rule files.</summary>
internal static class SandboxFiles
{
    private const string Private = "rules:\n  - pattern: '**'\n    access:\n      admin: []\n      read: []\n      write: []\n";
    private const string Public = "rules:\n  - pattern: '**'\n    access:\n      admin: []\n      read: ['*']\n      write: []\n";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static void Create(StackLayout layout, PartySpec party, Uri server)
    {
        var mine = Directory.CreateDirectory(layout.OwnDatasite(party.Email)).FullName;
        Directory.CreateDirectory(Path.Combine(mine, "public"));
        WriteIfMissing(Path.Combine(mine, RuleFile.Name), Private);
        WriteIfMissing(Path.Combine(mine, "public", RuleFile.Name), Public);
        var settings = Directory.CreateDirectory(Path.Combine(layout.Sandbox(party.Email), ".syftbox")).FullName;
        File.WriteAllText(Path.Combine(settings, "config.json"), JsonSerializer.Serialize(
            new { data_dir = layout.Sandbox(party.Email), email = party.Email, server_url = server.ToString() }, Json));
    }

    private static void WriteIfMissing(string path, string text)
    {
        if (!File.Exists(path))
        {
            File.WriteAllText(path, text);
        }
    }
}
