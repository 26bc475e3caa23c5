namespace Hotlink.Grains.Tests.Kit;

/// <summary>Whom an open is for: the ways to find readers differ.</summary>
public enum Audience
{
    /// <summary>The open names its recipient.</summary>
    Directed,

    /// <summary>The rules list the readers by name.</summary>
    Listed,

    /// <summary>The rules let everybody read.</summary>
    Anybody,
}
