using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Doctor;

/// <summary>What the doctor is to look at; what isn't named isn't looked at.</summary>
internal sealed record DoctorOptions
{
    public required StackHome Home { get; init; }

    public Uri? Server { get; init; }

    /// <summary>The user who connects.</summary>
    public string? User { get; init; }

    public string? Token { get; init; }

    public IReadOnlyList<PartyFolder> Parties { get; init; } = [];

    /// <summary>The parties whose daemons run.</summary>
    public IReadOnlySet<string> Running { get; init; } = new HashSet<string>();

    public string? Probe { get; init; }

    public TimeSpan ProbePeriod { get; init; }
}
