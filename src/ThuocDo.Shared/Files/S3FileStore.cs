using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ThuocDo.Shared.Files;

/// <summary>
/// Contents as objects of a bucket. A store shows an object when it has the whole of it, and each request carries the
/// signed hash of what is sent. Credentials are found by the SDK in its own way, never in our settings.
/// </summary>
public sealed class S3FileStore(S3Place place, AWSCredentials? credentials = null)
    : IFileStore,
        IDisposable
{
    /// <summary>For somebody who waits at a page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int Retries = 2;

    private readonly Lazy<AmazonS3Client> client = new(() => Connect(place, credentials));

    /// <summary>Asks for one key: what a wrong bucket, key or permission answers is told apart here.</summary>
    public Task CheckAsync(CancellationToken cancellation) =>
        ReachAsync(s3 => s3.ListObjectsV2Async(ListOf(1), cancellation), cancellation);

    public async Task WriteAsync(
        string hash,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        var key = KeyOf(hash);
        FileHash.Match(hash, content.Span);
        if (await ReadAsync(hash, cancellation) is { } there && content.Span.SequenceEqual(there))
        {
            return;
        }

        // Two who write at once bring the same content, so that it does not matter whose is kept.
        await ReachAsync(
            async s3 =>
            {
                using var stream = new MemoryStream(content.ToArray(), writable: false);
                return await s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = place.Bucket,
                        Key = key,
                        InputStream = stream,
                        ContentType = "application/octet-stream",
                        // In one piece, as every S3 store understands it.
                        UseChunkEncoding = false,
                    },
                    cancellation
                );
            },
            cancellation
        );
    }

    public Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation)
    {
        var key = KeyOf(hash);
        return ReachAsync(
            async s3 =>
            {
                try
                {
                    using var answer = await s3.GetObjectAsync(place.Bucket, key, cancellation);
                    using var content = new MemoryStream();
                    try
                    {
                        await answer.ResponseStream.CopyToAsync(content, cancellation);
                    }
                    catch (AmazonClientException)
                    {
                        // Read to its end, the content is not what the store had summed. That is damage and no silence:
                        // whoever reads compares it with its hash.
                    }

                    return content.ToArray();
                }
                catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
                {
                    return null;
                }
            },
            cancellation
        );
    }

    public Task<bool> HoldsAsync(string hash, CancellationToken cancellation)
    {
        var key = KeyOf(hash);
        return ReachAsync(
            async s3 =>
            {
                var request = ListOf(1);
                request.Prefix = key;
                // A list says by name that the bucket is missing; the head of an object would say the same for both.
                return (await s3.ListObjectsV2Async(request, cancellation)).S3Objects
                        is [{ } first, ..]
                    && first.Key == key;
            },
            cancellation
        );
    }

    public Task DeleteAsync(string hash, CancellationToken cancellation)
    {
        var key = KeyOf(hash);
        return ReachAsync(
            s3 => s3.DeleteObjectAsync(place.Bucket, key, cancellation),
            cancellation
        );
    }

    public async IAsyncEnumerable<string> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var request = ListOf(null);
        do
        {
            var page = await ReachAsync(
                s3 => s3.ListObjectsV2Async(request, cancellation),
                cancellation
            );
            foreach (var found in page.S3Objects ?? [])
            {
                var hash = found.Key[(found.Key.LastIndexOf('/') + 1)..];
                if (FileHash.IsHash(hash) && found.Key == KeyOf(hash))
                {
                    yield return hash;
                }
            }

            request.ContinuationToken = page.NextContinuationToken;
        } while (request.ContinuationToken is not null);
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    private static AmazonS3Client Connect(S3Place place, AWSCredentials? credentials)
    {
        var settings = new AmazonS3Config
        {
            Timeout = Patience,
            MaxErrorRetry = Retries,
            // Newer checksums are not understood by every store; the signed hash of the content protects it anyhow.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (place.Endpoint is { } endpoint)
        {
            settings.ServiceURL = endpoint.ToString();
            settings.AuthenticationRegion = place.Region ?? "us-east-1";
            // Buckets of one's own store rarely have a name of their own in the DNS.
            settings.ForcePathStyle = true;
        }
        else if (place.Region is { } region)
        {
            settings.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return credentials is null
            ? new AmazonS3Client(settings)
            : new AmazonS3Client(credentials, settings);
    }

    private async Task<T> ReachAsync<T>(
        Func<AmazonS3Client, Task<T>> act,
        CancellationToken cancellation
    )
    {
        try
        {
            return await act(client.Value);
        }
        catch (Exception fault)
            when (!cancellation.IsCancellationRequested
                && fault
                    is AmazonServiceException
                        or AmazonClientException
                        or HttpRequestException
                        or IOException
                        or OperationCanceledException
            )
        {
            throw Explain(fault);
        }
    }

    private FileStoreException Explain(Exception fault) =>
        fault switch
        {
            AmazonS3Exception { ErrorCode: "NoSuchBucket" } => new(
                "file.store.no-bucket",
                [place.Bucket, Server],
                isLasting: true,
                fault
            ),
            // The store answered and wants something else: a key, a right, another region.
            AmazonServiceException { StatusCode: var status } refused
                when (int)status is >= 300 and < 500 and not (408 or 429) => new(
                "file.store.not-let-in",
                [place.Bucket, Server, refused.ErrorCode ?? refused.Message],
                isLasting: true,
                fault
            ),
            AmazonClientException => new(
                "file.store.no-credentials",
                [Server, fault.Message],
                isLasting: true,
                fault
            ),
            _ => new(
                "file.store.unreachable",
                [Server, fault.GetBaseException().Message],
                isLasting: false,
                fault
            ),
        };

    private string Server => place.Endpoint?.ToString() ?? place.Region ?? "Amazon S3";

    private string KeyOf(string hash) => place.Prefix + FileHash.PathOf(hash);

    private ListObjectsV2Request ListOf(int? most) =>
        new()
        {
            BucketName = place.Bucket,
            Prefix = place.Prefix,
            MaxKeys = most,
        };
}
