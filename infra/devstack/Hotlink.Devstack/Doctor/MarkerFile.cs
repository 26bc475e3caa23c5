namespace Hotlink.Devstack.Doctor;

/// <summary>A <c>stream.tcp</c> file that could be read.</summary>
internal sealed record MarkerFile
{
    /// <summary>The party in whose sandbox it lies.</summary>
    public required string Local { get; init; }

    /// <summary>The directory below the datasites folder: <c>a@x/shared/flows/f/r/_mpc/0_to_1</c>.</summary>
    public required string Directory { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required int Port { get; init; }

    /// <summary>The ports by email; empty when the marker has none.</summary>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }

    /// <summary>The datasite that it lies in.</summary>
    public string Owner => Directory.Split('/')[0];

    /// <summary>The directory behind the owner: what two ends have in common.</summary>
    public string Below => Directory[(Owner.Length + 1)..];

    /// <summary>The last segment: <c>0_to_1</c>.</summary>
    public string Name => Directory[(Directory.LastIndexOf('/') + 1)..];

    /// <summary>All channels of one flow and run.</summary>
    public string Group => Below.Contains('/', StringComparison.Ordinal) ? Below[..Below.LastIndexOf('/')] : "";

    /// <summary>The other end, as far as the marker says.</summary>
    public string Peer => From == Local ? To : From;

    /// <summary>The two numbers in the name; null when it isn't <c>N_to_M</c>.</summary>
    public (int First, int Second)? Ids => Name.Split("_to_") is [var first, var second]
        && int.TryParse(first, out var one) && int.TryParse(second, out var two) && one >= 0 && two >= 0 ? (one, two) : null;

    /// <summary>The name with its numbers the other way round.</summary>
    public string SwappedName => Ids is { } ids ? $"{ids.Second}_to_{ids.First}" : Name;
}
