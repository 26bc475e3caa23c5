namespace Hotlink.Cli.Terminal;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done, and everything arrived.</summary>
    public const int Done = 0;

    /// <summary>It failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting can't be used; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>It was interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
