namespace Hotlink.Devstack.Processes;

/// <summary>The signals that matter here. Their numbers are Linux's; <see cref="SignalSender"/> knows those that differ elsewhere.</summary>
internal enum Signal
{
    None = 0,
    Hangup = 1,
    Interrupt = 2,
    Quit = 3,
    IllegalInstruction = 4,
    Abort = 6,
    Bus = 7,
    FloatingPoint = 8,
    Kill = 9,
    Segmentation = 11,
    Pipe = 13,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
