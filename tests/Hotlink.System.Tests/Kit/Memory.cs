using Hotlink.Testing.Hosting;

namespace Hotlink.System.Tests.Kit;

/// <summary>How much managed memory is in use, once everything that can go has gone.</summary>
internal static class Memory
{
    /// <summary>Bytes in use; unused buffers of the relay's pool are let go before.</summary>
    public static long Settled(RelayTestHost relay)
    {
        relay.Pool.Trim();
        relay.Pool.Trim();
        return Settled();
    }

    /// <summary>Bytes in use, the pool's unused buffers among them.</summary>
    public static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
