using Hotlink.Load.Reporting;

namespace Hotlink.Load.Modes;

/// <summary>One thing that can be measured.</summary>
internal interface IMode
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>What is particular to this run of it, for a person.</summary>
    string Describe(RunContext context);

    /// <summary>Measures a server once.</summary>
    /// <exception cref="LoadException">That isn't possible; the text says what to do.</exception>
    Task<RunResult> RunAsync(RunContext context, CancellationToken cancellationToken);
}
