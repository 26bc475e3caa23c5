using System.Text.Json;
using System.Text.Json.Serialization;
using Hotlink.Devstack.Processes;

namespace Hotlink.Devstack.Stacks;

/// <summary>What is known of a stack; kept in its <c>stack.json</c>, so that any devstack can look at it and end it.</summary>
internal sealed record StackState
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public required string RunId { get; init; }

    public required string Root { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The devstack that keeps it in the foreground; null when it was left on its own.</summary>
    public ProcessIdentity? Owner { get; init; }

    public required IReadOnlyList<PartySpec> Parties { get; init; }

    public required PortPlan Ports { get; init; }

    public required int RelayNodes { get; init; }

    /// <summary>In the order of their start.</summary>
    public IReadOnlyList<ProcessRecord> Processes { get; init; } = [];

    [JsonIgnore]
    public StackLayout Layout => new(Root, RunId);

    /// <summary>True while somebody looks after it, or it runs on its own.</summary>
    [JsonIgnore]
    public bool IsLive => Owner is { } owner ? owner.IsAlive : Processes.Any(process => process.Identity.IsAlive);

    public Uri RelayUri(int node = 0) => new($"http://127.0.0.1:{Ports.Relay(node)}");

    public void Save()
    {
        Directory.CreateDirectory(Root);
        var temporary = $"{Layout.StateFile}.{Guid.NewGuid():N}";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json));
        File.Move(temporary, Layout.StateFile, overwrite: true);
    }

    /// <summary>Reads a state; null when there is none that can be read.</summary>
    public static StackState? TryLoad(StackLayout layout)
    {
        try
        {
            return JsonSerializer.Deserialize<StackState>(File.ReadAllText(layout.StateFile), Json);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
