using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Silo.Local;

/// <summary>The only node there is: no other is ever lost.</summary>
internal sealed class SingleNode : INodeIdentity, INodeEvents
{
    public event Action<string>? NodeLost
    {
        add { }
        remove { }
    }

    public string Name => "local";

    public TimeSpan NoticeTime => TimeSpan.Zero;

    public bool HoldsSessions(string node) => true;

    public bool IsNodeFailure(Exception failure) => false;
}
