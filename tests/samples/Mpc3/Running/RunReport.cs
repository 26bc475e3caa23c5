using System.Text.Json;

namespace Mpc3.Running;

/// <summary>What a run has cost; printed as one line of JSON.</summary>
internal sealed record RunReport
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Computation { get; init; }

    public required int Party { get; init; }

    public required int Size { get; init; }

    public required bool Direct { get; init; }

    public required int Rounds { get; init; }

    public required long BytesSent { get; init; }

    public required long BytesReceived { get; init; }

    public required double ConnectSeconds { get; init; }

    public required double Seconds { get; init; }

    public double SecondsPerRound => Seconds / Math.Max(1, Rounds);

    public double BytesPerSecond => (BytesSent + BytesReceived) / Math.Max(Seconds, 1e-9);

    /// <summary>The first words of what came out.</summary>
    public required IReadOnlyList<ulong> Result { get; init; }

    /// <summary>True when that is the plain result.</summary>
    public required bool Equal { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
