namespace Hotlink.Gateway.Health;

/// <summary>Whether new peers should come here.</summary>
internal enum ReadinessState
{
    Starting,
    Ready,

    /// <summary>The last one: a node that drains never becomes ready again.</summary>
    Draining,
}
