using System.Diagnostics;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Hotlink.Testing.Hosting;
using Hotlink.Testing.Waiting;

namespace Hotlink.Interop.Buckets;

/// <summary>A server that speaks S3 as a process of its own, with one bucket; what is in it outlives the process.</summary>
internal sealed class BucketServer : IAsyncDisposable
{
    public const string Bucket = "hotlink";
    private const string Greeting = "listens on ";

    private readonly TemporaryFolder _folder = new();
    private Process? _process;
    private AmazonS3Client? _client;

    public int Port { get; private set; }

    private AmazonS3Client Client => _client ??= new AmazonS3Client(new AmazonS3Config
    {
        ServiceURL = $"http://127.0.0.1:{Port}",
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
    });

    /// <summary>Starts it; again on the same port after <see cref="StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        // The server makes its tokens for the next page with a cipher that OpenSSL keeps for the old.
        var start = new ProcessStartInfo("node", ["--openssl-legacy-provider", "server.mjs", _folder.Path, $"{Port}"])
        {
            WorkingDirectory = BucketInstallation.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync().SoonAsync();
        Assert.StartsWith(Greeting, line, StringComparison.Ordinal);
        Port = int.Parse(line![Greeting.Length..]);
    }

    /// <summary>Ends it without a last word.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>The setting for datasites that lie in the bucket.</summary>
    public string SettingOf(string prefix = "", string bucket = Bucket) => $"s3://{bucket}/{prefix}?endpoint=http://127.0.0.1:{Port}";

    public Task PutAsync(string key, string content) =>
        Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = content, UseChunkEncoding = false });

    public Task DeleteAsync(string key) => Client.DeleteObjectAsync(Bucket, key);

    public async Task<string> GetAsync(string key)
    {
        using var response = await Client.GetObjectAsync(Bucket, key);
        using var reader = new StreamReader(response.ResponseStream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client?.Dispose();
        _folder.Dispose();
    }
}
