namespace Hotlink.Daemon.Fallback;

/// <summary>What becomes of a message that came as a file.</summary>
internal enum FileVerdict
{
    /// <summary>It is the next one: into the application's stream.</summary>
    Deliver,

    /// <summary>The application has it, or will get it from the link.</summary>
    Had,

    /// <summary>Something before it has come over the link and is on its way to the application.</summary>
    Wait,

    /// <summary>Something before it is missing: it stays a file, and its sender sends it again.</summary>
    Gap,
}
