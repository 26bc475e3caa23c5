namespace Hotlink.Devstack.Processes;

/// <summary>How a process ended. A code of 128 and more stands for a signal, as shells report it.</summary>
internal readonly record struct ProcessExit(int Code, Signal Signal, TimeSpan Lifetime)
{
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    public bool Clean => Code == 0;

    public static ProcessExit FromCode(int code, TimeSpan lifetime) =>
        new(code, code is > SignalBase and <= SignalBase + LastSignal ? (Signal)(code - SignalBase) : Signal.None, lifetime);
}
