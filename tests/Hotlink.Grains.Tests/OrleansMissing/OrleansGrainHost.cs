using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Access;
using Hotlink.Grains.Tests.Kit;

namespace Hotlink.Grains.Tests.Orleans;

/// <summary>Stands in the report for real silos, where the build has no Orleans.</summary>
public class OrleansGrainHost : GrainHost
{
    /// <summary>Why tests on real silos are skipped.</summary>
    public const string Reason = "This build has no Orleans: its packages could not be restored, or WithOrleans=false was set.";

    public override IGrainDirectory Grains => throw new NotSupportedException(Reason);

    protected override Rulebooks Rulebooks { get; } = new();

    public override Task StartAsync()
    {
        Assert.Skip(Reason);
        return Task.CompletedTask;
    }

    public override string LiveGrains() => "";

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
