using Hotlink.Client.Connection;

namespace Hotlink.Client.Sessions;

/// <summary>What is left to do when a step under a stream's lock is over: writing, and telling observers.</summary>
internal struct Turn
{
    private List<HotlinkEvent>? _events;
    private RelayLink? _writer;

    /// <summary>Something has to be written; <paramref name="start"/> says whether by the caller.</summary>
    public void Write(RelayLink link, bool start) => _writer = start ? link : _writer;

    /// <summary>Observers are to be told.</summary>
    public void Raise(HotlinkEvent happened) => (_events ??= []).Add(happened);

    /// <summary>Does what is left. No lock is held.</summary>
    public readonly void Finish(ClientContext context)
    {
        _writer?.Write();
        if (_events is not null)
        {
            foreach (var happened in _events)
            {
                context.Raise(happened);
            }
        }
    }
}
