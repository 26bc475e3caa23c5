namespace Hotlink.Client.Connection;

/// <summary>Something that has frames to send when its turn comes. It says so once, and is asked until it has none left.</summary>
internal interface IFrameSource
{
    /// <summary>Whether it waits in the outbox for its signals to be written. Only the outbox touches it.</summary>
    bool IsUrgent { get; set; }

    /// <summary>Whether it waits in the outbox for its data to be written. Only the outbox touches it.</summary>
    bool IsReady { get; set; }

    /// <summary>Writes all signals that wait.</summary>
    void WriteSignals(RelayLink link, OutputBuffer output);

    /// <summary>Writes signals that wait and one data frame.</summary>
    /// <returns>Whether there may be more data.</returns>
    bool WriteFrame(RelayLink link, OutputBuffer output);
}
