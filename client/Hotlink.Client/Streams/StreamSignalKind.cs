namespace Hotlink.Client.Streams;

/// <summary>The signals of reliable streams (reliable-streams, section 3).</summary>
internal enum StreamSignalKind
{
    /// <summary>Not one of them.</summary>
    None,

    /// <summary>Sender: the stream in this session, and from where it can be sent.</summary>
    Hello,

    /// <summary>Receiver: from where it wants it, and the credit.</summary>
    Welcome,

    /// <summary>Receiver: what has arrived, and the credit.</summary>
    Ack,

    /// <summary>Sender: asks for an ack.</summary>
    Probe,

    /// <summary>Sender: where the stream ends.</summary>
    Fin,

    /// <summary>Receiver: everything up to the end has arrived.</summary>
    Done,

    /// <summary>Either: the stream has failed.</summary>
    Reset,

    /// <summary>Sender: the stream is bound to another receiver.</summary>
    Taken,
}
