using Hotlink.Domain.Access;

namespace Hotlink.Grains.Access.Checking;

/// <summary>What to check.</summary>
public sealed record AccessCheckOptions
{
    /// <summary>The folder of datasites.</summary>
    public required string Root { get; init; }

    /// <summary>Who asks. In a batch, for lines that name no user.</summary>
    public string? User { get; init; }

    /// <summary>What for. In a batch, for lines that name no level.</summary>
    public AccessLevel Level { get; init; } = AccessLevel.Read;

    /// <summary>The paths to check, relative to the folder.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Answer questions from the input instead, one JSON object a line.</summary>
    public bool Batch { get; init; }
}
