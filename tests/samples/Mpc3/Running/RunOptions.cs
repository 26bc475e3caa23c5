namespace Mpc3.Running;

/// <summary>What a party was told to do.</summary>
internal sealed record RunOptions
{
    public required int Party { get; init; }

    /// <summary>The port for each of the two others.</summary>
    public required IReadOnlyDictionary<int, int> Ports { get; init; }

    public bool Direct { get; init; }

    public required string Computation { get; init; }

    public required int Size { get; init; }

    public required int Rounds { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The private vector, where it isn't drawn from the seed.</summary>
    public ulong[]? Counts { get; init; }

    /// <summary>What has to come out, where it can't be known from the seed.</summary>
    public ulong[]? Expected { get; init; }

    public required TimeSpan Patience { get; init; }

    /// <summary>What all parties have to agree on.</summary>
    public string Agreement => $"{Computation}/{Size}/{Rounds}/{Seed}/{string.Join(',', Expected ?? [])}";
}
