using System.Globalization;

namespace Hotlink.Testing.Waiting;

/// <summary>
/// How long something took, without the time that the machine withheld: in which work waited for a core (pressure stall information of Linux),
/// or the hypervisor gave the core to others. A limit in seconds says something about the program then, on a busy machine too. Where the
/// system doesn't tell, all time counts.
/// </summary>
public readonly struct FairStopwatch
{
    private const double TicksPerSecond = 100; // USER_HZ, the unit of /proc/stat.
    private readonly long _start;
    private readonly TimeSpan _withheld;

    private FairStopwatch(long start, TimeSpan withheld) => (_start, _withheld) = (start, withheld);

    /// <summary>The time that counts.</summary>
    public TimeSpan Elapsed => Max(TimeProvider.System.GetElapsedTime(_start) - (Withheld() - _withheld), TimeSpan.Zero);

    /// <summary>Begins to measure.</summary>
    public static FairStopwatch Start() => new(TimeProvider.System.GetTimestamp(), Withheld());

    private static TimeSpan Withheld() => Pressure() + Stolen();

    // some avg10=0.00 avg60=0.00 avg300=0.00 total=MICROSECONDS
    private static TimeSpan Pressure()
    {
        const string Source = "/proc/pressure/cpu";
        try
        {
            var total = File.Exists(Source) ? File.ReadLines(Source).First().Split("total=") : [];
            return total.Length == 2 ? TimeSpan.FromMicroseconds(long.Parse(total[1], CultureInfo.InvariantCulture)) : TimeSpan.Zero;
        }
        catch (IOException)
        {
            return TimeSpan.Zero; // The file is there and can't be read: the kernel was started without it.
        }
    }

    // cpu user nice system idle iowait irq softirq steal …, of all cores together
    private static TimeSpan Stolen()
    {
        const string Source = "/proc/stat";
        var fields = File.Exists(Source) ? File.ReadLines(Source).First().Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return fields.Length > 8
            ? TimeSpan.FromSeconds(long.Parse(fields[8], CultureInfo.InvariantCulture) / TicksPerSecond / Environment.ProcessorCount)
            : TimeSpan.Zero;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
