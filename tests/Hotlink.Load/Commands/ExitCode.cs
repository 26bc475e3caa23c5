namespace Hotlink.Load.Commands;

/// <summary>What the command tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Every message arrived once, in order, undamaged.</summary>
    public const int Sound = 0;

    /// <summary>Something was lost, doubled, out of order or damaged, or went wrong otherwise.</summary>
    public const int Unsound = 1;

    /// <summary>Wrong usage, or no run was possible.</summary>
    public const int Unusable = 2;
}
