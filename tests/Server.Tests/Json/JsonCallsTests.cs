using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Json;

public sealed class JsonCallsTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly JsonClient operatorClient = new(fixture.Server.Http, language: "en");

    [Fact]
    public async Task An_amendment_goes_from_preview_to_delivery_over_JSON()
    {
        var offer = fixture.NextOffer();
        var customer = offer[..offer.IndexOf("/contractedOffers", StringComparison.Ordinal)];
        var wanted = new JsonArray(new JsonObject { ["product"] = "SDA_SIMPLE", ["finalQuantity"] = 70 });
        var preview = await operatorClient.PostAsync($"/v1/{offer}:previewAmendment", new() { ["lines"] = wanted.DeepClone() });
        Assert.Contains(preview["recap"]!["violations"]!.AsArray(), v => (string)v!["reason"]! == "ERROR_REASON_ON_SITE_CONTACT_REQUIRED");

        var created = await operatorClient.PostAsync($"/v1/{customer}/amendments", new()
        {
            ["requestId"] = Steps.NewId(),
            ["amendment"] = new JsonObject { ["contractedOffer"] = offer },
        });
        var name = (string)created["amendment"]!["name"]!;
        var updated = await operatorClient.PatchAsync($"/v1/{name}", new()
        {
            ["amendment"] = new JsonObject
            {
                ["lines"] = wanted.DeepClone(),
                ["contacts"] = new JsonArray(new JsonObject { ["displayName"] = "Camille Martin", ["telephone"] = "+33320000000" }),
            },
            ["updateMask"] = "lines,contacts",
            ["etag"] = (string)created["amendment"]!["etag"]!,
            ["requestId"] = Steps.NewId(),
        });
        Assert.True((bool)updated["amendment"]!["recap"]!["canBeQuoted"]!);
        Assert.Equal(
            preview["recap"]!["wholeTotals"]!.ToJsonString(), updated["amendment"]!["recap"]!["wholeTotals"]!.ToJsonString());

        var issued = await operatorClient.PostAsync($"/v1/{name}:issueQuote", new()
        {
            ["etag"] = (string)updated["amendment"]!["etag"]!,
            ["fingerprint"] = (string)updated["amendment"]!["recap"]!["fingerprint"]!,
            ["requestId"] = Steps.NewId(),
        });
        var validation = new JsonObject
        {
            ["etag"] = (string)issued["amendment"]!["etag"]!,
            ["fingerprint"] = (string)issued["quote"]!["fingerprint"]!,
            ["requestId"] = Steps.NewId(),
            ["onBehalfOfCustomer"] = true,
            ["acceptedDocuments"] = new JsonArray([.. issued["quote"]!["documents"]!.AsArray().Select(d =>
                (JsonNode)new JsonObject { ["code"] = (string)d!["code"]!, ["version"] = (string)d["version"]!, ["sha256"] = (string)d["sha256"]! })]),
        };
        var accepted = await operatorClient.PostAsync($"/v1/{name}:validate", validation);
        var again = await operatorClient.PostAsync($"/v1/{name}:validate", validation);
        Assert.Equal(accepted.ToJsonString(), again.ToJsonString());

        var order = (string)accepted["order"]!["name"]!;
        var delivered = await operatorClient.PostAsync($"/v1/{order}:deliver", new()
        {
            ["etag"] = (string)accepted["order"]!["etag"]!,
            ["requestId"] = Steps.NewId(),
        });
        Assert.Equal("ORDER_STATE_DELIVERED", (string)delivered["order"]!["state"]!);
        var after = await fixture.Server.Operator.ReadOfferAsync(offer);
        Assert.Equal((2, 70), (after.Version, after.Lines.Single(l => l.Product == "SDA_SIMPLE").Quantity));
    }

    [Fact]
    public async Task Lists_are_asked_for_by_query()
    {
        var first = await operatorClient.GetAsync("/v1/customers?query=metacentrex&pageSize=1&orderBy=identifier");
        Assert.Equal(Steps.Customer, (string)first["customers"]![0]!["name"]!);
        var page = await operatorClient.GetAsync($"/v1/{Steps.Customer}/contractedOffers?page_size=2");
        var next = await operatorClient.GetAsync(
            $"/v1/{Steps.Customer}/contractedOffers?pageSize=2&pageToken={Uri.EscapeDataString((string)page["nextPageToken"]!)}");
        Assert.Matches("^[A-Za-z0-9_-]+$", (string)page["nextPageToken"]!);
        Assert.Equal((2, 2), (page["contractedOffers"]!.AsArray().Count, next["contractedOffers"]!.AsArray().Count));
        Assert.Equal("44660", (string)(await operatorClient.GetAsync("/v1/customers/44660"))["customer"]!["identifier"]!);
    }

    [Theory]
    [InlineData(null, "fr", "La demande comporte")]
    [InlineData("fr-FR, en;q=0.5", "fr", "La demande comporte")]
    [InlineData("en-GB", "en", "The request has")]
    public async Task A_refusal_has_its_details_French_unless_asked_in_English(string? language, string locale, string words)
    {
        using var client = new JsonClient(fixture.Server.Http, language: language);
        var status = await client.SendAsync(HttpMethod.Post, $"/v1/{Steps.Customer}/amendments", "{}", HttpStatusCode.BadRequest);
        Assert.Equal(("INVALID_ARGUMENT", "myopenip.openip.fr"), (status.Reason(), (string)status.Detail("ErrorInfo")["domain"]!));
        Assert.Equal(3, (int)status["code"]!);
        Assert.Equal([("amendment", "REQUIRED"), ("request_id", "REQUIRED")], status.Fields());
        Assert.Equal(locale, (string)status.Detail("LocalizedMessage")["locale"]!);
        Assert.StartsWith(words, (string)status.Detail("LocalizedMessage")["message"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)status.Detail("RequestInfo")["requestId"]!);
    }

    [Fact]
    public async Task Every_kind_of_refusal_has_its_status()
    {
        await RefusedAsync(operatorClient, HttpMethod.Get, "/v1/customers/99999999", HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await RefusedAsync(operatorClient, HttpMethod.Get, $"/v1/{Steps.Customer}/orders/COM1", HttpStatusCode.NotFound, "NOT_FOUND");
        await RefusedAsync(operatorClient, HttpMethod.Get, "/v1/nothing", HttpStatusCode.NotFound, "NOT_FOUND");
        await RefusedAsync(operatorClient, HttpMethod.Get, "/v1/customers?pageToken=AAAA", HttpStatusCode.BadRequest, "PAGE_TOKEN_INVALID");
        using var stranger = new JsonClient(fixture.Server.Http, "Bearer nothing");
        await RefusedAsync(stranger, HttpMethod.Get, "/v1/customers", HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var reseller = new JsonClient(fixture.Server.Http, "Dev reseller:destiny");
        await RefusedAsync(reseller, HttpMethod.Post, $"/v1/{Steps.Customer}/orders/COM1:deliver", HttpStatusCode.Forbidden, "PERMISSION_DENIED",
            $$"""{"etag":"x","requestId":"{{Steps.NewId()}}"}""");

        var draft = await fixture.Server.Operator.CreateAsync(fixture.NextOffer());
        await RefusedAsync(operatorClient, HttpMethod.Post, $"/v1/{draft.Name}:cancel", HttpStatusCode.Conflict, "ETAG_MISMATCH",
            $$"""{"etag":"stale","requestId":"{{Steps.NewId()}}"}""");

        static async Task RefusedAsync(JsonClient client, HttpMethod method, string path, HttpStatusCode code, string reason, string? body = null) =>
            Assert.Equal(reason, (await client.SendAsync(method, path, body, code)).Reason());
    }

    [Theory]
    [InlineData("", "body", "NOT_JSON")]
    [InlineData("{", "body", "NOT_JSON")]
    [InlineData("{} {}", "body", "NOT_JSON")]
    [InlineData("null", "body", "WRONG_TYPE")]
    [InlineData("[]", "body", "WRONG_TYPE")]
    [InlineData("""{"lines":[{"product":"A","finalQuantiy":1}]}""", "lines[0].finalQuantiy", "UNKNOWN")]
    [InlineData("""{"colour":1}""", "colour", "UNKNOWN")]
    [InlineData("""{"\ud800":1}""", "body", "NOT_JSON")]
    [InlineData("""{"comment":"a"}""", "comment", "UNKNOWN")]
    [InlineData("""{"lines":{}}""", "lines", "WRONG_TYPE")]
    [InlineData("""{"lines":null,"contacts":{}}""", "contacts", "WRONG_TYPE")]
    [InlineData("""{"lines":[],"lines":[]}""", "lines", "REPEATED")]
    [InlineData("""{"lines":[{"product":"A","final_quantity":1,"finalQuantity":2}]}""", "lines[0].finalQuantity", "REPEATED")]
    [InlineData("""{"contractedOffer":"customers/44660/contractedOffers/OC1"}""", "contracted_offer", "GIVEN_BY_PATH")]
    [InlineData("""{"lines":[{"product":"A","finalQuantity":"6.5"}]}""", "lines[0].finalQuantity", "WRONG_TYPE")]
    [InlineData("""{"lines":[null]}""", "lines[0]", "WRONG_TYPE")]
    [InlineData("""{"lines":[{"product":"A","finalQuantity":1.5}]}""", "lines[0].finalQuantity", "WRONG_TYPE")]
    [InlineData("""{"lines":[{"product":"A","final_quantity":99999999999}]}""", "lines[0].final_quantity", "WRONG_TYPE")]
    [InlineData("""{"effectiveDate":"2026-11-24"}""", "effectiveDate", "WRONG_TYPE")]
    [InlineData("""{"discounts":[{"product":"A","scope":"ALL"}]}""", "discounts[0].scope", "WRONG_TYPE")]
    public async Task A_body_that_is_not_the_request_is_refused_naming_the_field(string body, string field, string rule)
    {
        var status = await operatorClient.SendAsync(HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment", body, HttpStatusCode.BadRequest);
        Assert.Equal("INVALID_ARGUMENT", status.Reason());
        Assert.Equal([(field, rule)], status.Fields());
    }

    [Theory]
    [InlineData("6")]
    [InlineData("6.0")]
    [InlineData("6e0")]
    [InlineData("0.6e1")]
    [InlineData("\"6\"")]
    public async Task A_whole_number_is_read_in_every_form_that_proto_JSON_has(string six)
    {
        var body = $$"""{"lines":[{"product":"SDA_FULL","finalQuantity":{{six}}}],"contacts":null,"contractedOffer":"{{Steps.MetaCentrex}}"}""";
        var answer = await operatorClient.SendAsync(HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment", body, HttpStatusCode.OK);
        Assert.Equal(6, (int)Assert.Single(answer["recap"]!["lines"]!.AsArray(), l => (string)l!["product"]! == "SDA_FULL")!["finalQuantity"]!);
    }

    [Fact]
    public async Task One_of_two_fields_is_given_not_both()
    {
        var body = """{"requestId":"x","amendment":{"recap":{"reasons":[{"operands":[{"quantity":1,"text":"A"}]}]}}}""";
        var status = await operatorClient.SendAsync(HttpMethod.Post, $"/v1/{Steps.Customer}/amendments", body, HttpStatusCode.BadRequest);
        Assert.Equal([("amendment.recap.reasons[0].operands[0].text", "REPEATED")], status.Fields());
    }

    [Theory]
    [InlineData("contacts", "{}", 21)]
    [InlineData("lines", "{}", 5001)]
    [InlineData("discounts", "{}", 1_390_000)]
    public async Task A_list_that_is_too_long_is_one_fault_however_long_it_is(string list, string entry, int count)
    {
        var body = $$"""{"{{list}}":[{{string.Join(',', Enumerable.Repeat(entry, count))}}]}""";
        var status = await operatorClient.SendAsync(HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment", body, HttpStatusCode.BadRequest);
        Assert.Equal([(list, "TOO_MANY")], status.Fields());
        Assert.Equal("1", (string)status.Detail("ErrorInfo")["metadata"]!["fault_count"]!);
    }

    [Fact]
    public async Task The_place_where_JSON_ends_is_told()
    {
        var status = await operatorClient.SendAsync(
            HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment", "{\n  \"lines\": [}", HttpStatusCode.BadRequest);
        Assert.Equal("This is not JSON (line 2, byte 13).", (string)status.Detail("BadRequest")["fieldViolations"]![0]!["description"]!);
    }

    [Theory]
    [InlineData("customers?pageSzie=2", "pageSzie", "UNKNOWN")]
    [InlineData("customers?pageSize=two", "pageSize", "WRONG_TYPE")]
    [InlineData("customers?pageSize=1&pageSize=2", "pageSize", "REPEATED")]
    [InlineData("customers?pageSize=1&page_size=2", "page_size", "REPEATED")]
    [InlineData("customers?pageSize=2.5", "pageSize", "WRONG_TYPE")]
    [InlineData("customers?pageSize=1},\"query\":{", "pageSize", "WRONG_TYPE")]
    [InlineData("customers?query=%00", "query", "NULL_CHARACTER")]
    [InlineData("customers?query=%CC%81", "query", "NOTHING_TO_SEARCH")]
    [InlineData("customers/44660?name=customers/50000", "name", "GIVEN_BY_PATH")]
    [InlineData("customers/44660/amendments?parent=customers/44660", "parent", "GIVEN_BY_PATH")]
    [InlineData("customers/44660/contractedOffers/OC138637?version=1&date.year=2026", "date.year", "REPEATED")]
    [InlineData("customers/44660/contractedOffers/OC138637?date=2026", "date", "UNKNOWN")]
    [InlineData("customers/44660/contractedOffers/OC138637?date.year.day=2026", "date.year.day", "UNKNOWN")]
    public async Task A_query_that_is_not_the_request_is_refused_naming_the_field(string path, string field, string rule)
    {
        var status = await operatorClient.SendAsync(HttpMethod.Get, $"/v1/{path}", (string?)null, HttpStatusCode.BadRequest);
        Assert.Equal([(field, rule)], status.Fields());
    }

    [Theory]
    [InlineData("customers?pageSize=2.0")]
    [InlineData("customers?pageSize=2e0&query=")]
    public async Task A_whole_number_of_a_query_is_read_in_every_form(string path) =>
        Assert.Equal(2, (await operatorClient.GetAsync($"/v1/{path}"))["customers"]!.AsArray().Count);

    [Fact]
    public async Task A_version_of_a_day_is_asked_for_by_query() =>
        Assert.Equal(1, (int)(await operatorClient.GetAsync($"/v1/{Steps.MetaCentrex}?date.year=2026.0&date.month=11&date.day=24"))["contractedOffer"]!["version"]!);

    [Fact]
    public async Task A_query_beside_a_body_is_refused()
    {
        var status = await operatorClient.SendAsync(
            HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment?validateOnly=true", "{}", HttpStatusCode.BadRequest);
        Assert.Equal([("validateOnly", "UNKNOWN")], status.Fields());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_content_type_is_refused(string type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("content-type", type);
        var status = await operatorClient.SendAsync(HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment", content, HttpStatusCode.BadRequest);
        Assert.Equal([("content-type", "MALFORMED")], status.Fields());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var content = new ByteArrayContent([(byte)'"', 0xC3, (byte)'"']);
        content.Headers.TryAddWithoutValidation("content-type", "application/json");
        var status = await operatorClient.SendAsync(HttpMethod.Post, $"/v1/{Steps.MetaCentrex}:previewAmendment", content, HttpStatusCode.BadRequest);
        Assert.Equal([("body", "NOT_JSON")], status.Fields());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_is_read_up_to_the_limit_and_refused_one_byte_past_it(bool chunked)
    {
        var path = $"/v1/{Steps.MetaCentrex}:previewAmendment";
        var largest = "{" + new string(' ', JsonCalls.LargestBody - 2) + "}";
        await operatorClient.SendAsync(HttpMethod.Post, path, Body(largest), HttpStatusCode.OK);
        var status = await operatorClient.SendAsync(HttpMethod.Post, path, Body(largest + " "), HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(("LIMIT_EXCEEDED", "4 MiB", 8), (status.Reason(), (string)status.Detail("ErrorInfo")["metadata"]!["limit"]!, (int)status["code"]!));

        HttpContent Body(string text)
        {
            HttpContent content = chunked ? new StreamContent(new Unsized(Encoding.UTF8.GetBytes(text))) : new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.TryAddWithoutValidation("content-type", "application/json");
            return content;
        }
    }

    public void Dispose() => operatorClient.Dispose();

    /// <summary>A body whose length the client does not tell: it is sent in chunks.</summary>
    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
