using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Sessions;

/// <summary>A cluster whose nodes are just being lost: calls that fail with an <see cref="IOException"/> fail for that.</summary>
internal sealed class LosingNodes : INodeEvents
{
    public event Action<string>? NodeLost
    {
        add { }
        remove { }
    }

    public TimeSpan NoticeTime => TimeSpan.FromMinutes(1);

    public bool HoldsSessions(string node) => true;

    public bool IsNodeFailure(Exception failure) => failure is IOException;
}
