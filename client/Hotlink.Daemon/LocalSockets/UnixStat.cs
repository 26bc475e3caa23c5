using System.Runtime.InteropServices;
using System.Text;

namespace Hotlink.Daemon.LocalSockets;

/// <summary>Who owns a place, and what it is, without following a link: the base library can't say. Linux only; its layout is the same everywhere.</summary>
internal static class UnixStat
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeOwner = 0x1 | 0x2 | 0x8;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const int BufferBytes = 256;

    /// <summary>The bits of a mode that tell the type.</summary>
    public const int TypeMask = 0xF000;

    /// <summary>A socket.</summary>
    public const int SocketType = 0xC000;

    /// <summary>A folder.</summary>
    public const int FolderType = 0x4000;

    /// <summary>The owner and mode of a place; null where the system can't be asked or there is nothing.</summary>
    public static (uint Owner, int Mode)? TryRead(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var buffer = new byte[BufferBytes];
        try
        {
            return Statx(CurrentDirectory, [.. Encoding.UTF8.GetBytes(path), 0], NoFollow, TypeModeOwner, buffer) != 0
                ? null
                : (MemoryMarshal.Read<uint>(buffer.AsSpan(OwnerAt)), MemoryMarshal.Read<ushort>(buffer.AsSpan(ModeAt)));
        }
        catch (EntryPointNotFoundException)
        {
            return null; // An old C library.
        }
    }

    /// <summary>The user whom this process acts for.</summary>
    public static uint EffectiveUser => GetEffectiveUser();

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] buffer);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();
}
