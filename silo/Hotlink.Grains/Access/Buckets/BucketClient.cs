using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Hotlink.Grains.Abstractions.Datasites;

namespace Hotlink.Grains.Access.Buckets;

/// <summary>What is asked of a bucket, each with a bound on its time. Throws <see cref="BucketException"/> and nothing else. Thread-safe.</summary>
internal sealed class BucketClient : IDisposable
{
    private const string DefaultRegion = "us-east-1";
    private const int LongestCode = 64;

    private readonly BucketLocation _location;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;
    private readonly Lazy<AmazonS3Client> _client;

    public BucketClient(BucketLocation location, TimeSpan timeout, TimeProvider timeProvider)
    {
        (_location, _timeout, _timeProvider) = (location, timeout, timeProvider);
        _client = new(() => new AmazonS3Client(Configure(location, timeout)));
    }

    /// <summary>A page of the objects whose keys begin with the location's prefix, and what to ask for the next one with.</summary>
    public Task<(IReadOnlyList<BucketObject> Objects, string? Next)> ListAsync(string? next, CancellationToken cancellationToken) => CallAsync(
        async (client, limit) =>
        {
            var request = new ListObjectsV2Request { BucketName = _location.Bucket, Prefix = _location.Prefix is "" ? null : _location.Prefix, ContinuationToken = next };
            var page = await client.ListObjectsV2Async(request, limit);
            IReadOnlyList<BucketObject> objects = [.. (page.S3Objects ?? []).Select(item => new BucketObject(item.Key, item.ETag, item.Size ?? 0))];
            return (objects, page.IsTruncated == true ? page.NextContinuationToken : null);
        },
        cancellationToken);

    /// <summary>The content of an object, or so much of it that it is too long by one byte; null where there is no such object.</summary>
    public Task<byte[]?> GetAsync(string key, int maximumBytes, CancellationToken cancellationToken) => CallAsync(
        async (client, limit) =>
        {
            try
            {
                using var response = await client.GetObjectAsync(new GetObjectRequest { BucketName = _location.Bucket, Key = key }, limit);
                var bytes = new byte[maximumBytes + 1];
                return bytes[..await response.ResponseStream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, limit)];
            }
            catch (AmazonS3Exception missing) when (missing is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" })
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>Creates or replaces an object.</summary>
    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => CallAsync(
        async (client, limit) =>
        {
            using var stream = StreamOf(content);
            var request = new PutObjectRequest { BucketName = _location.Bucket, Key = key, InputStream = stream, UseChunkEncoding = false };
            return await client.PutObjectAsync(request, limit);
        },
        cancellationToken);

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private static AmazonS3Config Configure(BucketLocation location, TimeSpan timeout)
    {
        var region = location.Region ?? Environment.GetEnvironmentVariable("AWS_REGION")
            ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION") ?? DefaultRegion;
        var config = new AmazonS3Config
        {
            HttpClientFactory = new BucketHttp(),
            ForcePathStyle = location.IsPathStyle,
            Timeout = timeout,
            MaxErrorRetry = 1,
            RetryMode = RequestRetryMode.Standard,
            // Few servers but that of AWS know the checksums that would be added otherwise.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (location.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    private async Task<T> CallAsync<T>(Func<AmazonS3Client, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_timeout, _timeProvider);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(_client.Value, limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Translate(exception);
        }
    }

    // What a server or a library says in words may have keys and paths in it; only codes are passed on.
    private static BucketException Translate(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest } answer:
                    return new BucketException($"the server answers {(int)answer.StatusCode} {CodeOf(answer)}", (int)answer.StatusCode < 500, exception);
                case SocketException socket:
                    return new BucketException($"no connection ({socket.SocketErrorCode})", isRefusal: false, exception);
                case OperationCanceledException or TimeoutException:
                    return new BucketException("no answer in time", isRefusal: false, exception);
            }
        }

        return new BucketException($"the request failed ({exception.GetType().Name})", isRefusal: false, exception);
    }

    private static string CodeOf(AmazonServiceException answer) =>
        answer.ErrorCode is { Length: > 0 and <= LongestCode } code && code.All(char.IsAsciiLetterOrDigit) ? code : answer.StatusCode.ToString();
}
