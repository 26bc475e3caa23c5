using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Gateway.Tests.Connections;

/// <summary>A cluster whose nodes are just being lost: calls that fail with a <see cref="TimeoutException"/> fail for that.</summary>
internal sealed class LosingNodes : INodeEvents
{
    public event Action<string>? NodeLost;

    public TimeSpan NoticeTime => TimeSpan.FromMinutes(1);

    public void Lose(string node) => NodeLost?.Invoke(node);

    public bool HoldsSessions(string node) => true;

    public bool IsNodeFailure(Exception failure) => failure is TimeoutException;
}
