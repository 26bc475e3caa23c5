using Hotlink.Load.Frames;

namespace Hotlink.Load.Sessions;

/// <summary>What becomes of the messages of one stream.</summary>
internal interface IArrivals
{
    /// <summary>A sound, new message came.</summary>
    /// <param name="reader">Which of the stream's readers got it.</param>
    /// <param name="payload">What it says of itself.</param>
    void Arrived(int reader, in PayloadHeader payload);
}
