using System.Text;

namespace Hotlink.Devstack.Processes;

/// <summary>The end of a log.</summary>
internal static class LogTail
{
    private const int MaxBytes = 32 * 1024;

    public static string Read(string path, int lines)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = (int)Math.Min(file.Length, MaxBytes);
            file.Seek(-length, SeekOrigin.End);
            var buffer = new byte[length];
            file.ReadExactly(buffer);
            var all = Encoding.UTF8.GetString(buffer).TrimEnd('\n').Split('\n');
            return string.Join('\n', all.TakeLast(lines));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
