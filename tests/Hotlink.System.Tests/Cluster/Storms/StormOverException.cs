namespace Hotlink.System.Tests.Cluster.Storms;

/// <summary>A session is over before its ends have said everything.</summary>
internal sealed class StormOverException : Exception;
