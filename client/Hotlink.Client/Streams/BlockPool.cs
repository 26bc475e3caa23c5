namespace Hotlink.Client.Streams;

/// <summary>
/// Blocks of streams that nobody uses, a bounded number for the whole process: the shared array pool keeps too few of one size for windows
/// that fill and drain. Thread-safe.
/// </summary>
internal static class BlockPool
{
    /// <summary>The size of a block.</summary>
    public const int BlockBytes = 32 * 1024;

    private const int MaxCount = 256;
    private static readonly Lock Gate = new();
    private static readonly byte[][] Free = new byte[MaxCount][];
    private static int _count;

    /// <summary>Takes a block; its content is whatever it was.</summary>
    public static byte[] Rent()
    {
        lock (Gate)
        {
            if (_count > 0)
            {
                return Free[--_count];
            }
        }

        return GC.AllocateUninitializedArray<byte>(BlockBytes);
    }

    /// <summary>Gives a block back.</summary>
    public static void Return(byte[] block)
    {
        lock (Gate)
        {
            if (_count < MaxCount)
            {
                Free[_count++] = block;
            }
        }
    }
}
