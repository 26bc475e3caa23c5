namespace Hotlink.Domain.Sessions;

/// <summary>What the shell has to do after a step of the machine.</summary>
public enum SessionEffectKind : byte
{
    /// <summary>Tell the target of the open.</summary>
    Announce,

    /// <summary>Tell the sender that the target accepted.</summary>
    ForwardAccept,

    /// <summary>Send what was held to the target, ahead of anything newer.</summary>
    DeliverHeld,

    /// <summary>Tell the target that its open was rejected.</summary>
    Reject,

    /// <summary>Tell the target that the session is over for it, after everything that was sent before.</summary>
    Close,

    /// <summary>Tell the target that the session is over for it, at once; what is still queued for it is discarded.</summary>
    Abort,

    /// <summary>Tell the sender that one of several receivers left.</summary>
    ReceiverLeft,

    /// <summary>Nobody is left to accept: wait for a reader to come online.</summary>
    WaitForReader,

    /// <summary>The session is over: let go of everything that belongs to it.</summary>
    End,
}
