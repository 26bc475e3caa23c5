using System.Security.Cryptography;
using System.Text;
using Hotlink.Gateway.Files;
using Hotlink.Gateway.Tests.Handshake;
using Microsoft.Extensions.Logging;

namespace Hotlink.Gateway.Tests.Files;

/// <summary>A file store over a folder of its own, with a neighbour outside that nothing may reach.</summary>
internal sealed class StoreFolder : IDisposable
{
    private static readonly EnumerationOptions Recursively = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
    };

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("hotlink-store-");
    private readonly LoggerFactory _loggers;

    public StoreFolder(FileStoreOptions? options = null)
    {
        Log = new LogLines();
        _loggers = new LoggerFactory([Log]);
        Outside = _parent.CreateSubdirectory("outside").FullName;
        Root = _parent.CreateSubdirectory("datasites").FullName;
        Store = new FileStore(Root, options ?? new FileStoreOptions(), _loggers.CreateLogger<FileStore>());
    }

    public string Root { get; }

    public string Outside { get; }

    public FileStore Store { get; }

    public LogLines Log { get; }

    public static string Md5(string content)
    {
#pragma warning disable CA5351 // The protocol's entity tag.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(content)));
#pragma warning restore CA5351
    }

    /// <summary>A write as a client sends it.</summary>
    public Task<FileStoreResult> WriteAsync(string path, string content, CancellationToken cancellationToken) =>
        Store.WriteAsync(path, Encoding.UTF8.GetBytes(content), Md5(content), Encoding.UTF8.GetByteCount(content), cancellationToken);

    public string At(string path) => Path.Combine([Root, .. path.Split('/')]);

    /// <summary>Every file and folder below the root, with forward slashes, sorted.</summary>
    public IEnumerable<string> Everything() => Directory
        .EnumerateFileSystemEntries(Root, "*", Recursively)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public void Dispose()
    {
        Store.Dispose();
        _loggers.Dispose();
        _parent.Delete(recursive: true);
    }
}
