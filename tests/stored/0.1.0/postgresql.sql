SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.core_audit_entry_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION 'audit entries are neither changed nor deleted'; END $$;
CREATE FUNCTION public.stock_move_line_delete_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM stock_move WHERE id = OLD.move_id AND state = 'done') THEN RAISE EXCEPTION 'what a done transfer moved cannot change' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $$;
CREATE FUNCTION public.stock_move_line_insert_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM stock_move WHERE id = NEW.move_id AND state = 'done') THEN RAISE EXCEPTION 'what a done transfer moved cannot change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.stock_move_line_update_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM stock_move WHERE id = OLD.move_id AND state = 'done') AND (OLD.transfer_id IS DISTINCT FROM NEW.transfer_id OR OLD.move_id IS DISTINCT FROM NEW.move_id OR OLD.product_id IS DISTINCT FROM NEW.product_id OR OLD.lot_id IS DISTINCT FROM NEW.lot_id OR OLD.quantity IS DISTINCT FROM NEW.quantity) THEN RAISE EXCEPTION 'what a done transfer moved cannot change' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.stock_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what a done transfer moved cannot change' USING ERRCODE = 'check_violation'; END $$;
CREATE TABLE public.base_attachment (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    document_model character varying(80) NOT NULL,
    document_id integer NOT NULL,
    hash character varying(64) NOT NULL,
    size integer NOT NULL,
    content_type character varying(120) DEFAULT 'application/octet-stream'::character varying NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_base_attachment_size_not_negative CHECK ((size >= 0))
);
CREATE SEQUENCE public.base_attachment_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_attachment_id_seq OWNED BY public.base_attachment.id;
CREATE TABLE public.base_company (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    currency_id integer NOT NULL,
    logo_id integer,
    zone character varying(40) DEFAULT 'UTC'::character varying NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    contact_id integer,
    negative_stock character varying(40) DEFAULT 'warn'::character varying NOT NULL
);
CREATE SEQUENCE public.base_company_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_company_id_seq OWNED BY public.base_company.id;
CREATE TABLE public.base_contact (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    is_company boolean DEFAULT false NOT NULL,
    parent_id integer,
    commercial_id integer,
    email character varying(254),
    phone character varying(60),
    street character varying(200),
    street2 character varying(200),
    zip character varying(20),
    city character varying(100),
    country_id integer,
    tax_number character varying(40),
    reference character varying(60),
    locale character varying(20),
    notes text,
    company_id integer,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.base_contact_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_contact_id_seq OWNED BY public.base_contact.id;
CREATE TABLE public.base_contact_tag (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.base_contact_tag_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_contact_tag_id_seq OWNED BY public.base_contact_tag.id;
CREATE TABLE public.base_country (
    id integer NOT NULL,
    code character varying(2) NOT NULL,
    name character varying(80) NOT NULL
);
CREATE SEQUENCE public.base_country_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_country_id_seq OWNED BY public.base_country.id;
CREATE TABLE public.base_credential (
    id integer NOT NULL,
    user_id integer NOT NULL,
    password_hash character varying(200) NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.base_credential_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_credential_id_seq OWNED BY public.base_credential.id;
CREATE TABLE public.base_currency (
    id integer NOT NULL,
    code character varying(3) NOT NULL,
    name character varying(80) NOT NULL,
    symbol character varying(8) NOT NULL,
    digits integer DEFAULT 2 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_base_currency_digits_in_range CHECK (((digits >= 0) AND (digits <= 4)))
);
CREATE SEQUENCE public.base_currency_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_currency_id_seq OWNED BY public.base_currency.id;
CREATE TABLE public.base_role (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    title character varying(200) NOT NULL,
    addon character varying(80) NOT NULL,
    implied character varying(1000) DEFAULT ''::character varying NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.base_role_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_role_id_seq OWNED BY public.base_role.id;
CREATE TABLE public.base_saved_search (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    page character varying(120) NOT NULL,
    query character varying(2000) DEFAULT ''::character varying NOT NULL,
    owner_id integer NOT NULL,
    shared boolean DEFAULT false NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.base_saved_search_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_saved_search_id_seq OWNED BY public.base_saved_search.id;
CREATE TABLE public.base_unit (
    id integer NOT NULL,
    name character varying(40) NOT NULL,
    digits integer DEFAULT 0 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_base_unit_digits_in_range CHECK (((digits >= 0) AND (digits <= 3)))
);
CREATE SEQUENCE public.base_unit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_unit_id_seq OWNED BY public.base_unit.id;
CREATE TABLE public.base_user (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    login character varying(254) NOT NULL,
    company_id integer,
    contact_id integer,
    locale character varying(40) DEFAULT 'en'::character varying NOT NULL,
    zone character varying(40) DEFAULT 'UTC'::character varying NOT NULL,
    scheme character varying(40) DEFAULT 'auto'::character varying NOT NULL,
    single_keys boolean DEFAULT true NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.base_user_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.base_user_id_seq OWNED BY public.base_user.id;
CREATE TABLE public.core_addon (
    id integer NOT NULL,
    name character varying(41) NOT NULL,
    version character varying(40) NOT NULL,
    state character varying(40) DEFAULT 'installed'::character varying NOT NULL,
    installed_at timestamp with time zone NOT NULL,
    digest character varying(64) NOT NULL
);
CREATE SEQUENCE public.core_addon_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_addon_id_seq OWNED BY public.core_addon.id;
CREATE TABLE public.core_api_key (
    id integer NOT NULL,
    key_hash character varying(64) NOT NULL,
    user_id integer NOT NULL,
    purpose character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone
);
CREATE SEQUENCE public.core_api_key_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_api_key_id_seq OWNED BY public.core_api_key.id;
CREATE TABLE public.core_attempt (
    id integer NOT NULL,
    key character varying(64) NOT NULL,
    count integer DEFAULT 0 NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.core_attempt_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_attempt_id_seq OWNED BY public.core_attempt.id;
CREATE TABLE public.core_audit_entry (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id integer,
    user_name character varying(200) NOT NULL,
    operation character varying(40) NOT NULL,
    record_model character varying(80) NOT NULL,
    record_id integer NOT NULL,
    changes json NOT NULL,
    reason character varying(400) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.core_audit_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_audit_entry_id_seq OWNED BY public.core_audit_entry.id;
CREATE TABLE public.core_external_key (
    id integer NOT NULL,
    addon character varying(41) NOT NULL,
    key character varying(120) NOT NULL,
    model_name character varying(80) NOT NULL,
    record_id integer NOT NULL
);
CREATE SEQUENCE public.core_external_key_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_external_key_id_seq OWNED BY public.core_external_key.id;
CREATE TABLE public.core_form_token (
    id integer NOT NULL,
    key character varying(64) NOT NULL,
    answer text,
    made_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.core_form_token_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_form_token_id_seq OWNED BY public.core_form_token.id;
CREATE TABLE public.core_sequence (
    id integer NOT NULL,
    name character varying(120) NOT NULL,
    last integer DEFAULT 0 NOT NULL
);
CREATE SEQUENCE public.core_sequence_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_sequence_id_seq OWNED BY public.core_sequence.id;
CREATE TABLE public.core_session (
    id integer NOT NULL,
    key_hash character varying(64) NOT NULL,
    user_id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    address character varying(60),
    device character varying(200)
);
CREATE SEQUENCE public.core_session_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_session_id_seq OWNED BY public.core_session.id;
CREATE TABLE public.core_state (
    id integer NOT NULL,
    generation integer DEFAULT 0 NOT NULL,
    demonstration boolean DEFAULT false NOT NULL,
    CONSTRAINT ck_core_state_only_one CHECK ((id = 1))
);
CREATE SEQUENCE public.core_state_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.core_state_id_seq OWNED BY public.core_state.id;
CREATE TABLE public.helpdesk_stage (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    sequence integer DEFAULT 10 NOT NULL,
    folded boolean DEFAULT false NOT NULL,
    proposed boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.helpdesk_stage_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.helpdesk_stage_id_seq OWNED BY public.helpdesk_stage.id;
CREATE TABLE public.helpdesk_tag (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.helpdesk_tag_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.helpdesk_tag_id_seq OWNED BY public.helpdesk_tag.id;
CREATE TABLE public.helpdesk_team (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    description text,
    company_id integer NOT NULL,
    visibility character varying(40) DEFAULT 'public'::character varying NOT NULL,
    auto_assign boolean DEFAULT false NOT NULL,
    assign_method character varying(40) DEFAULT 'equal_count'::character varying NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    use_returns boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.helpdesk_team_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.helpdesk_team_id_seq OWNED BY public.helpdesk_team.id;
CREATE TABLE public.helpdesk_ticket (
    id integer NOT NULL,
    number character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    description text,
    team_id integer NOT NULL,
    stage_id integer NOT NULL,
    assignee_id integer,
    priority character varying(40) DEFAULT '0'::character varying NOT NULL,
    type_id integer,
    customer_id integer,
    email character varying(254),
    phone character varying(60),
    company_id integer NOT NULL,
    closed_at timestamp with time zone,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    sales_order_id integer,
    product_id integer,
    lot_id integer
);
CREATE SEQUENCE public.helpdesk_ticket_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.helpdesk_ticket_id_seq OWNED BY public.helpdesk_ticket.id;
CREATE TABLE public.helpdesk_turn (
    id integer NOT NULL,
    team_id integer NOT NULL,
    user_id integer NOT NULL,
    number integer DEFAULT 0 NOT NULL
);
CREATE SEQUENCE public.helpdesk_turn_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.helpdesk_turn_id_seq OWNED BY public.helpdesk_turn.id;
CREATE TABLE public.helpdesk_type (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.helpdesk_type_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.helpdesk_type_id_seq OWNED BY public.helpdesk_type.id;
CREATE TABLE public.link_base_attachment_mail_message (
    base_attachment_id integer NOT NULL,
    mail_message_id integer NOT NULL
);
CREATE TABLE public.link_base_company_base_user (
    base_company_id integer NOT NULL,
    base_user_id integer NOT NULL
);
CREATE TABLE public.link_base_contact_base_contact_tag (
    base_contact_id integer NOT NULL,
    base_contact_tag_id integer NOT NULL
);
CREATE TABLE public.link_base_role_base_user (
    base_role_id integer NOT NULL,
    base_user_id integer NOT NULL
);
CREATE TABLE public.link_base_user_helpdesk_team (
    base_user_id integer NOT NULL,
    helpdesk_team_id integer NOT NULL
);
CREATE TABLE public.link_helpdesk_stage_helpdesk_team (
    helpdesk_stage_id integer NOT NULL,
    helpdesk_team_id integer NOT NULL
);
CREATE TABLE public.link_helpdesk_tag_helpdesk_ticket (
    helpdesk_tag_id integer NOT NULL,
    helpdesk_ticket_id integer NOT NULL
);
CREATE TABLE public.link_product_product_product_tag (
    product_product_id integer NOT NULL,
    product_tag_id integer NOT NULL
);
CREATE TABLE public.mail_follower (
    id integer NOT NULL,
    document_model character varying(80) NOT NULL,
    document_id integer NOT NULL,
    contact_id integer NOT NULL
);
CREATE SEQUENCE public.mail_follower_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.mail_follower_id_seq OWNED BY public.mail_follower.id;
CREATE TABLE public.mail_message (
    id integer NOT NULL,
    document_model character varying(80) NOT NULL,
    document_id integer NOT NULL,
    kind character varying(40) DEFAULT 'note'::character varying NOT NULL,
    author_id integer,
    body text DEFAULT ''::text NOT NULL,
    changes json,
    edited_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.mail_message_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.mail_message_id_seq OWNED BY public.mail_message.id;
CREATE SEQUENCE public.number_helpdesk_ticket
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE SEQUENCE public.number_sale_order
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE SEQUENCE public.number_stock_delivery
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE SEQUENCE public.number_stock_receipt
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.product_category (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    parent_id integer,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.product_category_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.product_category_id_seq OWNED BY public.product_category.id;
CREATE TABLE public.product_product (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    code character varying(60),
    barcode character varying(60),
    kind character varying(40) DEFAULT 'goods'::character varying NOT NULL,
    tracking character varying(40) DEFAULT 'none'::character varying NOT NULL,
    price numeric(18,2) DEFAULT 0 NOT NULL,
    cost numeric(18,2) DEFAULT 0 NOT NULL,
    unit_id integer NOT NULL,
    category_id integer,
    warranty_months integer DEFAULT 0 NOT NULL,
    description text,
    company_id integer,
    published boolean DEFAULT false NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_product_product_cost_not_negative CHECK ((cost >= (0)::numeric)),
    CONSTRAINT ck_product_product_only_goods_are_tracked CHECK ((((tracking)::text = 'none'::text) OR ((kind)::text = 'goods'::text))),
    CONSTRAINT ck_product_product_price_not_negative CHECK ((price >= (0)::numeric)),
    CONSTRAINT ck_product_product_warranty_not_negative CHECK ((warranty_months >= 0))
);
CREATE SEQUENCE public.product_product_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.product_product_id_seq OWNED BY public.product_product.id;
CREATE TABLE public.product_tag (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.product_tag_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.product_tag_id_seq OWNED BY public.product_tag.id;
CREATE TABLE public.rev_base (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_core (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_helpdesk (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_helpdesk_return (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_helpdesk_sale (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_mail (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_product (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_sale (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_sale_stock (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.rev_stock (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.sale_line (
    id integer NOT NULL,
    order_id integer NOT NULL,
    sequence integer DEFAULT 10 NOT NULL,
    product_id integer NOT NULL,
    label character varying(200) NOT NULL,
    quantity numeric(18,3) DEFAULT 1 NOT NULL,
    unit_id integer NOT NULL,
    price numeric(18,2) DEFAULT 0 NOT NULL,
    discount numeric(18,2) DEFAULT 0 NOT NULL,
    subtotal numeric(18,2) DEFAULT 0 NOT NULL,
    delivered numeric(18,3) DEFAULT 0 NOT NULL,
    invoiced numeric(18,3) DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_sale_line_delivered_not_negative CHECK ((delivered >= (0)::numeric)),
    CONSTRAINT ck_sale_line_discount_not_negative CHECK ((discount >= (0)::numeric)),
    CONSTRAINT ck_sale_line_invoiced_not_negative CHECK ((invoiced >= (0)::numeric)),
    CONSTRAINT ck_sale_line_quantity_positive CHECK ((quantity > (0)::numeric))
);
CREATE SEQUENCE public.sale_line_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sale_line_id_seq OWNED BY public.sale_line.id;
CREATE TABLE public.sale_order (
    id integer NOT NULL,
    number character varying(20) NOT NULL,
    customer_id integer NOT NULL,
    reference character varying(200),
    ordered_at timestamp with time zone,
    state character varying(40) DEFAULT 'quotation'::character varying NOT NULL,
    company_id integer NOT NULL,
    currency_id integer NOT NULL,
    note text,
    total numeric(18,2) DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.sale_order_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sale_order_id_seq OWNED BY public.sale_order.id;
CREATE TABLE public.stock_location (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    parent_id integer,
    type character varying(40) DEFAULT 'internal'::character varying NOT NULL,
    usable_for_returns boolean DEFAULT false NOT NULL,
    company_id integer,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.stock_location_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_location_id_seq OWNED BY public.stock_location.id;
CREATE TABLE public.stock_lot (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    product_id integer NOT NULL,
    company_id integer NOT NULL,
    delivered_to_id integer,
    delivered_on date,
    warranty_end date,
    note text,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.stock_lot_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_lot_id_seq OWNED BY public.stock_lot.id;
CREATE TABLE public.stock_move (
    id integer NOT NULL,
    transfer_id integer NOT NULL,
    sequence integer DEFAULT 10 NOT NULL,
    product_id integer NOT NULL,
    label character varying(200) DEFAULT ''::character varying NOT NULL,
    quantity numeric(18,3) DEFAULT 1 NOT NULL,
    reserved numeric(18,3) DEFAULT 0 NOT NULL,
    done numeric(18,3) DEFAULT 0 NOT NULL,
    source_id integer NOT NULL,
    destination_id integer NOT NULL,
    state character varying(40) DEFAULT 'draft'::character varying NOT NULL,
    return_of_id integer,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    order_line_id integer,
    CONSTRAINT ck_stock_move_demand_positive CHECK ((quantity > (0)::numeric)),
    CONSTRAINT ck_stock_move_reserved_not_negative CHECK ((reserved >= (0)::numeric))
);
CREATE SEQUENCE public.stock_move_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_move_id_seq OWNED BY public.stock_move.id;
CREATE TABLE public.stock_move_line (
    id integer NOT NULL,
    transfer_id integer NOT NULL,
    move_id integer NOT NULL,
    product_id integer NOT NULL,
    lot_id integer,
    lot_name character varying(100),
    quantity numeric(18,3) DEFAULT 0 NOT NULL,
    returned numeric(18,3) DEFAULT 0 NOT NULL,
    return_of_id integer,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_stock_move_line_quantity_not_negative CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT ck_stock_move_line_returned_at_most_delivered CHECK ((returned <= quantity)),
    CONSTRAINT ck_stock_move_line_returned_not_negative CHECK ((returned >= (0)::numeric))
);
CREATE SEQUENCE public.stock_move_line_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_move_line_id_seq OWNED BY public.stock_move_line.id;
CREATE TABLE public.stock_quant (
    id integer NOT NULL,
    company_id integer NOT NULL,
    product_id integer NOT NULL,
    location_id integer NOT NULL,
    lot_id integer,
    quantity numeric(18,3) DEFAULT 0 NOT NULL,
    reserved numeric(18,3) DEFAULT 0 NOT NULL,
    most numeric(18,3),
    own boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_stock_quant_lots_not_overdrawn CHECK (((lot_id IS NULL) OR (NOT own) OR ((quantity >= (0)::numeric) AND (reserved <= quantity)))),
    CONSTRAINT ck_stock_quant_reserved_not_negative CHECK ((reserved >= (0)::numeric)),
    CONSTRAINT ck_stock_quant_serial_once CHECK (((most IS NULL) OR (quantity <= most)))
);
CREATE SEQUENCE public.stock_quant_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_quant_id_seq OWNED BY public.stock_quant.id;
CREATE TABLE public.stock_reservation (
    id integer NOT NULL,
    move_id integer NOT NULL,
    quant_id integer,
    line_id integer,
    quantity numeric(18,3) NOT NULL,
    CONSTRAINT ck_stock_reservation_of_stock_or_of_a_line CHECK (((quant_id IS NULL) <> (line_id IS NULL))),
    CONSTRAINT ck_stock_reservation_quantity_positive CHECK ((quantity > (0)::numeric))
);
CREATE SEQUENCE public.stock_reservation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_reservation_id_seq OWNED BY public.stock_reservation.id;
CREATE TABLE public.stock_transfer (
    id integer NOT NULL,
    number character varying(20) NOT NULL,
    type character varying(40) DEFAULT 'delivery'::character varying NOT NULL,
    contact_id integer,
    source_id integer NOT NULL,
    destination_id integer NOT NULL,
    origin character varying(200),
    scheduled_at timestamp with time zone,
    done_at timestamp with time zone,
    company_id integer NOT NULL,
    state character varying(40) DEFAULT 'draft'::character varying NOT NULL,
    return_of_id integer,
    backorder_of_id integer,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL,
    order_id integer,
    ticket_id integer
);
CREATE SEQUENCE public.stock_transfer_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_transfer_id_seq OWNED BY public.stock_transfer.id;
CREATE TABLE public.stock_warehouse (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    code character varying(8) NOT NULL,
    company_id integer NOT NULL,
    stock_id integer NOT NULL,
    input_id integer NOT NULL,
    output_id integer NOT NULL,
    returns_id integer NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    created_by_id integer,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_by_id integer,
    version integer DEFAULT 1 NOT NULL
);
CREATE SEQUENCE public.stock_warehouse_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stock_warehouse_id_seq OWNED BY public.stock_warehouse.id;
ALTER TABLE ONLY public.base_attachment ALTER COLUMN id SET DEFAULT nextval('public.base_attachment_id_seq'::regclass);
ALTER TABLE ONLY public.base_company ALTER COLUMN id SET DEFAULT nextval('public.base_company_id_seq'::regclass);
ALTER TABLE ONLY public.base_contact ALTER COLUMN id SET DEFAULT nextval('public.base_contact_id_seq'::regclass);
ALTER TABLE ONLY public.base_contact_tag ALTER COLUMN id SET DEFAULT nextval('public.base_contact_tag_id_seq'::regclass);
ALTER TABLE ONLY public.base_country ALTER COLUMN id SET DEFAULT nextval('public.base_country_id_seq'::regclass);
ALTER TABLE ONLY public.base_credential ALTER COLUMN id SET DEFAULT nextval('public.base_credential_id_seq'::regclass);
ALTER TABLE ONLY public.base_currency ALTER COLUMN id SET DEFAULT nextval('public.base_currency_id_seq'::regclass);
ALTER TABLE ONLY public.base_role ALTER COLUMN id SET DEFAULT nextval('public.base_role_id_seq'::regclass);
ALTER TABLE ONLY public.base_saved_search ALTER COLUMN id SET DEFAULT nextval('public.base_saved_search_id_seq'::regclass);
ALTER TABLE ONLY public.base_unit ALTER COLUMN id SET DEFAULT nextval('public.base_unit_id_seq'::regclass);
ALTER TABLE ONLY public.base_user ALTER COLUMN id SET DEFAULT nextval('public.base_user_id_seq'::regclass);
ALTER TABLE ONLY public.core_addon ALTER COLUMN id SET DEFAULT nextval('public.core_addon_id_seq'::regclass);
ALTER TABLE ONLY public.core_api_key ALTER COLUMN id SET DEFAULT nextval('public.core_api_key_id_seq'::regclass);
ALTER TABLE ONLY public.core_attempt ALTER COLUMN id SET DEFAULT nextval('public.core_attempt_id_seq'::regclass);
ALTER TABLE ONLY public.core_audit_entry ALTER COLUMN id SET DEFAULT nextval('public.core_audit_entry_id_seq'::regclass);
ALTER TABLE ONLY public.core_external_key ALTER COLUMN id SET DEFAULT nextval('public.core_external_key_id_seq'::regclass);
ALTER TABLE ONLY public.core_form_token ALTER COLUMN id SET DEFAULT nextval('public.core_form_token_id_seq'::regclass);
ALTER TABLE ONLY public.core_sequence ALTER COLUMN id SET DEFAULT nextval('public.core_sequence_id_seq'::regclass);
ALTER TABLE ONLY public.core_session ALTER COLUMN id SET DEFAULT nextval('public.core_session_id_seq'::regclass);
ALTER TABLE ONLY public.core_state ALTER COLUMN id SET DEFAULT nextval('public.core_state_id_seq'::regclass);
ALTER TABLE ONLY public.helpdesk_stage ALTER COLUMN id SET DEFAULT nextval('public.helpdesk_stage_id_seq'::regclass);
ALTER TABLE ONLY public.helpdesk_tag ALTER COLUMN id SET DEFAULT nextval('public.helpdesk_tag_id_seq'::regclass);
ALTER TABLE ONLY public.helpdesk_team ALTER COLUMN id SET DEFAULT nextval('public.helpdesk_team_id_seq'::regclass);
ALTER TABLE ONLY public.helpdesk_ticket ALTER COLUMN id SET DEFAULT nextval('public.helpdesk_ticket_id_seq'::regclass);
ALTER TABLE ONLY public.helpdesk_turn ALTER COLUMN id SET DEFAULT nextval('public.helpdesk_turn_id_seq'::regclass);
ALTER TABLE ONLY public.helpdesk_type ALTER COLUMN id SET DEFAULT nextval('public.helpdesk_type_id_seq'::regclass);
ALTER TABLE ONLY public.mail_follower ALTER COLUMN id SET DEFAULT nextval('public.mail_follower_id_seq'::regclass);
ALTER TABLE ONLY public.mail_message ALTER COLUMN id SET DEFAULT nextval('public.mail_message_id_seq'::regclass);
ALTER TABLE ONLY public.product_category ALTER COLUMN id SET DEFAULT nextval('public.product_category_id_seq'::regclass);
ALTER TABLE ONLY public.product_product ALTER COLUMN id SET DEFAULT nextval('public.product_product_id_seq'::regclass);
ALTER TABLE ONLY public.product_tag ALTER COLUMN id SET DEFAULT nextval('public.product_tag_id_seq'::regclass);
ALTER TABLE ONLY public.sale_line ALTER COLUMN id SET DEFAULT nextval('public.sale_line_id_seq'::regclass);
ALTER TABLE ONLY public.sale_order ALTER COLUMN id SET DEFAULT nextval('public.sale_order_id_seq'::regclass);
ALTER TABLE ONLY public.stock_location ALTER COLUMN id SET DEFAULT nextval('public.stock_location_id_seq'::regclass);
ALTER TABLE ONLY public.stock_lot ALTER COLUMN id SET DEFAULT nextval('public.stock_lot_id_seq'::regclass);
ALTER TABLE ONLY public.stock_move ALTER COLUMN id SET DEFAULT nextval('public.stock_move_id_seq'::regclass);
ALTER TABLE ONLY public.stock_move_line ALTER COLUMN id SET DEFAULT nextval('public.stock_move_line_id_seq'::regclass);
ALTER TABLE ONLY public.stock_quant ALTER COLUMN id SET DEFAULT nextval('public.stock_quant_id_seq'::regclass);
ALTER TABLE ONLY public.stock_reservation ALTER COLUMN id SET DEFAULT nextval('public.stock_reservation_id_seq'::regclass);
ALTER TABLE ONLY public.stock_transfer ALTER COLUMN id SET DEFAULT nextval('public.stock_transfer_id_seq'::regclass);
ALTER TABLE ONLY public.stock_warehouse ALTER COLUMN id SET DEFAULT nextval('public.stock_warehouse_id_seq'::regclass);
INSERT INTO public.base_company VALUES (1, 'Fahrwind Bikes', 1, NULL, 'Europe/Berlin', true, '2026-11-24 18:56:01.513543+00', NULL, '2026-11-24 18:56:01.772068+00', NULL, 3, 1, 'warn');
INSERT INTO public.base_contact VALUES (1, 'Fahrwind Bikes', true, NULL, 1, 'service@fahrwind.example', '+49 30 5550100', 'Speichenweg 12', NULL, '10999', 'Berlin', 9, 'DE999999999', NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:01.639451+00', NULL, '2026-11-24 18:56:01.639451+00', NULL, 1);
INSERT INTO public.base_contact VALUES (2, 'Marta Nowak', false, NULL, 2, 'marta.nowak@mail.example', '+49 171 5550140', 'Weserstraße 201', NULL, '12047', 'Berlin', 9, NULL, 'K-2001', NULL, NULL, NULL, true, '2026-11-24 18:56:01.651312+00', NULL, '2026-11-24 18:56:01.651312+00', NULL, 1);
INSERT INTO public.base_contact VALUES (3, 'Jean Perrin', false, NULL, 3, 'jean.perrin@mail.example', NULL, '18 rue des Lilas', NULL, '67000', 'Strasbourg', 13, NULL, 'K-2002', 'fr', NULL, NULL, true, '2026-11-24 18:56:01.65811+00', NULL, '2026-11-24 18:56:01.65811+00', NULL, 1);
INSERT INTO public.base_contact VALUES (4, 'Sofia Rinaldi', false, NULL, 4, 'sofia.rinaldi@mail.example', '+39 02 5550 150', NULL, NULL, NULL, 'Milano', 19, NULL, 'K-2003', 'it', NULL, NULL, true, '2026-11-24 18:56:01.663854+00', NULL, '2026-11-24 18:56:01.663854+00', NULL, 1);
INSERT INTO public.base_contact VALUES (5, 'Karl Weber', false, NULL, 5, 'karl.weber@mail.example', NULL, NULL, NULL, NULL, 'Dresden', 9, NULL, 'K-2004', NULL, NULL, NULL, false, '2026-11-24 18:56:01.669969+00', NULL, '2026-11-24 18:56:01.669969+00', NULL, 1);
INSERT INTO public.base_contact VALUES (6, 'Veloria Kurierdienst GmbH', true, NULL, 6, 'office@veloria.example', '+49 40 5550110', 'Am Sandtorkai 7', NULL, '20457', 'Hamburg', 9, 'DE888888888', 'K-1001', 'de', NULL, NULL, true, '2026-11-24 18:56:01.677545+00', NULL, '2026-11-24 18:56:01.688437+00', NULL, 2);
INSERT INTO public.base_contact VALUES (7, 'Rückenwind Fahrräder e.K.', true, NULL, 7, 'laden@rueckenwind.example', '+49 341 5550120', 'Karl-Heine-Straße 88', NULL, '04229', 'Leipzig', 9, NULL, 'K-1002', 'de', NULL, NULL, true, '2026-11-24 18:56:01.694378+00', NULL, '2026-11-24 18:56:01.702566+00', NULL, 2);
INSERT INTO public.base_contact VALUES (8, 'Northwheel Cycles Ltd', true, NULL, 8, 'hello@northwheel.example', '+44 20 5550 0130', '14 Canal Reach', NULL, 'N1C 4BE', 'London', 14, NULL, 'K-1003', NULL, NULL, NULL, true, '2026-11-24 18:56:01.708397+00', NULL, '2026-11-24 18:56:01.711223+00', NULL, 2);
INSERT INTO public.base_contact VALUES (9, 'Amelie Brandt', false, 6, 6, 'amelie.brandt@veloria.example', '+49 40 5550111', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'de', NULL, NULL, true, '2026-11-24 18:56:01.71455+00', NULL, '2026-11-24 18:56:01.71455+00', NULL, 1);
INSERT INTO public.base_contact VALUES (10, 'Tobias Lenz', false, 6, 6, 'tobias.lenz@veloria.example', '+49 40 5550112', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'de', NULL, NULL, true, '2026-11-24 18:56:01.725287+00', NULL, '2026-11-24 18:56:01.725287+00', NULL, 1);
INSERT INTO public.base_contact VALUES (11, 'Veloria, depot Altona', false, 6, 6, NULL, NULL, 'Große Elbstraße 40', NULL, '22767', 'Hamburg', 9, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:01.73655+00', NULL, '2026-11-24 18:56:01.73655+00', NULL, 1);
INSERT INTO public.base_contact VALUES (12, 'Henrike Scholz', false, 7, 7, 'henrike@rueckenwind.example', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'de', NULL, NULL, true, '2026-11-24 18:56:01.739133+00', NULL, '2026-11-24 18:56:01.739133+00', NULL, 1);
INSERT INTO public.base_contact VALUES (13, 'Oliver Hughes', false, 8, 8, 'oliver.hughes@northwheel.example', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:01.752665+00', NULL, '2026-11-24 18:56:01.752665+00', NULL, 1);
INSERT INTO public.base_contact VALUES (14, 'Mara Admin', false, NULL, 14, 'admin@example.com', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:05.566201+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 1);
INSERT INTO public.base_contact VALUES (15, 'Priya Raman', false, NULL, 15, 'manager@example.com', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:05.566201+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 1);
INSERT INTO public.base_contact VALUES (16, 'Jonas Keller', false, NULL, 16, 'agent@example.com', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:05.566201+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 1);
INSERT INTO public.base_contact VALUES (17, 'Lena Hoffmann', false, NULL, 17, 'stock@example.com', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:05.566201+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 1);
INSERT INTO public.base_contact VALUES (18, 'David Okafor', false, NULL, 18, 'sales@example.com', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, '2026-11-24 18:56:05.566201+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 1);
INSERT INTO public.base_contact_tag VALUES (1, 'Dealer', '2026-11-24 18:56:01.625099+00', NULL, '2026-11-24 18:56:01.625099+00', NULL, 1);
INSERT INTO public.base_contact_tag VALUES (2, 'Fleet', '2026-11-24 18:56:01.637708+00', NULL, '2026-11-24 18:56:01.637708+00', NULL, 1);
INSERT INTO public.base_country VALUES (1, 'AT', 'Austria');
INSERT INTO public.base_country VALUES (2, 'AU', 'Australia');
INSERT INTO public.base_country VALUES (3, 'BE', 'Belgium');
INSERT INTO public.base_country VALUES (4, 'BR', 'Brazil');
INSERT INTO public.base_country VALUES (5, 'CA', 'Canada');
INSERT INTO public.base_country VALUES (6, 'CH', 'Switzerland');
INSERT INTO public.base_country VALUES (7, 'CN', 'China');
INSERT INTO public.base_country VALUES (8, 'CZ', 'Czechia');
INSERT INTO public.base_country VALUES (9, 'DE', 'Germany');
INSERT INTO public.base_country VALUES (10, 'DK', 'Denmark');
INSERT INTO public.base_country VALUES (11, 'ES', 'Spain');
INSERT INTO public.base_country VALUES (12, 'FI', 'Finland');
INSERT INTO public.base_country VALUES (13, 'FR', 'France');
INSERT INTO public.base_country VALUES (14, 'GB', 'United Kingdom');
INSERT INTO public.base_country VALUES (15, 'GR', 'Greece');
INSERT INTO public.base_country VALUES (16, 'HU', 'Hungary');
INSERT INTO public.base_country VALUES (17, 'IE', 'Ireland');
INSERT INTO public.base_country VALUES (18, 'IN', 'India');
INSERT INTO public.base_country VALUES (19, 'IT', 'Italy');
INSERT INTO public.base_country VALUES (20, 'JP', 'Japan');
INSERT INTO public.base_country VALUES (21, 'LU', 'Luxembourg');
INSERT INTO public.base_country VALUES (22, 'MX', 'Mexico');
INSERT INTO public.base_country VALUES (23, 'NL', 'Netherlands');
INSERT INTO public.base_country VALUES (24, 'NO', 'Norway');
INSERT INTO public.base_country VALUES (25, 'NZ', 'New Zealand');
INSERT INTO public.base_country VALUES (26, 'PL', 'Poland');
INSERT INTO public.base_country VALUES (27, 'PT', 'Portugal');
INSERT INTO public.base_country VALUES (28, 'RO', 'Romania');
INSERT INTO public.base_country VALUES (29, 'SE', 'Sweden');
INSERT INTO public.base_country VALUES (30, 'US', 'United States');
INSERT INTO public.base_credential VALUES (1, 1, '$argon2id$v=19$m=19456,t=2,p=1$vazroW1m5fgpPashMbSGXw$QWBl2z7ZWelCiUk3775dZRyU/sd7VCknj2qL98+wnQQ', '2026-11-24 18:56:01.883402+00', NULL, '2026-11-24 18:56:01.883402+00', NULL, 1);
INSERT INTO public.base_credential VALUES (2, 2, '$argon2id$v=19$m=19456,t=2,p=1$CdO/NumqKOHF3994E5aXJw$ewOKiVW4dR+5dD/qzzoClLpJqXYI9MVhFf5f6j0RQiw', '2026-11-24 18:56:01.945798+00', NULL, '2026-11-24 18:56:01.945798+00', NULL, 1);
INSERT INTO public.base_credential VALUES (3, 3, '$argon2id$v=19$m=19456,t=2,p=1$9KUG8O7KZ0pBJKoAcrPr+Q$oA+pmC1BgjRuf3h5JztWm+c1eUJXRdKYyWZmvsy2ats', '2026-11-24 18:56:01.998939+00', NULL, '2026-11-24 18:56:01.998939+00', NULL, 1);
INSERT INTO public.base_credential VALUES (4, 4, '$argon2id$v=19$m=19456,t=2,p=1$+iKIqulPPlz4mM8SBzPnxA$WM6eNmmb/ezP6Zdfn53PcTgkabpk3xDXU4XW/lzcxVM', '2026-11-24 18:56:02.093755+00', NULL, '2026-11-24 18:56:02.093755+00', NULL, 1);
INSERT INTO public.base_credential VALUES (5, 5, '$argon2id$v=19$m=19456,t=2,p=1$baTyv3zofCdXtC6SdQFYRw$fvg5NKWQhG484ZGhWKGUdxSF2i7NdXtq6IbJi53Py5o', '2026-11-24 18:56:02.172443+00', NULL, '2026-11-24 18:56:02.172443+00', NULL, 1);
INSERT INTO public.base_credential VALUES (6, 6, '$argon2id$v=19$m=19456,t=2,p=1$Dx8VZPrhvSgFzsP5YR8WQg$ZWweBq9rqIOl4aqBU2/Xp7PlQCjIPovCgWdOo06zLu4', '2026-11-24 18:56:02.270782+00', NULL, '2026-11-24 18:56:02.270782+00', NULL, 1);
INSERT INTO public.base_currency VALUES (1, 'EUR', 'Euro', '€', 2, true, '2026-11-24 18:56:01.442248+00', NULL, '2026-11-24 18:56:01.442248+00', NULL, 1);
INSERT INTO public.base_currency VALUES (2, 'USD', 'US dollar', '$', 2, true, '2026-11-24 18:56:01.450144+00', NULL, '2026-11-24 18:56:01.450144+00', NULL, 1);
INSERT INTO public.base_currency VALUES (3, 'GBP', 'Pound sterling', '£', 2, true, '2026-11-24 18:56:01.45618+00', NULL, '2026-11-24 18:56:01.45618+00', NULL, 1);
INSERT INTO public.base_currency VALUES (4, 'JPY', 'Japanese yen', '¥', 0, true, '2026-11-24 18:56:01.457326+00', NULL, '2026-11-24 18:56:01.457326+00', NULL, 1);
INSERT INTO public.base_role VALUES (1, 'base.user', 'Internal user', 'base', '', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (2, 'base.settings', 'Settings', 'base', 'Internal user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (3, 'base.portal', 'Portal', 'base', '', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (4, 'base.public', 'Public', 'base', '', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (5, 'helpdesk.user', 'Helpdesk user', 'helpdesk', 'Internal user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (6, 'helpdesk.manager', 'Helpdesk manager', 'helpdesk', 'Helpdesk user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (7, 'sale.user', 'Sales user', 'sale', 'Internal user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (8, 'sale.manager', 'Sales manager', 'sale', 'Sales user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (9, 'stock.user', 'Inventory user', 'stock', 'Internal user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_role VALUES (10, 'stock.manager', 'Inventory manager', 'stock', 'Inventory user', true, '2026-11-24 18:56:01.608768+00', NULL, '2026-11-24 18:56:01.608768+00', NULL, 1);
INSERT INTO public.base_unit VALUES (1, 'Units', 0, true, '2026-11-24 18:56:01.458335+00', NULL, '2026-11-24 18:56:01.458335+00', NULL, 1);
INSERT INTO public.base_unit VALUES (2, 'Hours', 2, true, '2026-11-24 18:56:01.460369+00', NULL, '2026-11-24 18:56:01.460369+00', NULL, 1);
INSERT INTO public.base_unit VALUES (3, 'Days', 2, true, '2026-11-24 18:56:01.467922+00', NULL, '2026-11-24 18:56:01.467922+00', NULL, 1);
INSERT INTO public.base_unit VALUES (4, 'kg', 3, true, '2026-11-24 18:56:01.469082+00', NULL, '2026-11-24 18:56:01.469082+00', NULL, 1);
INSERT INTO public.base_unit VALUES (5, 'm', 2, true, '2026-11-24 18:56:01.470263+00', NULL, '2026-11-24 18:56:01.470263+00', NULL, 1);
INSERT INTO public.base_unit VALUES (6, 'l', 3, true, '2026-11-24 18:56:01.471189+00', NULL, '2026-11-24 18:56:01.471189+00', NULL, 1);
INSERT INTO public.base_user VALUES (6, 'Amelie Brandt', 'amelie@example.com', 1, 9, 'en_GB', 'Europe/Berlin', 'auto', true, true, '2026-11-24 18:56:02.196755+00', NULL, '2026-11-24 18:56:02.277747+00', NULL, 2);
INSERT INTO public.base_user VALUES (1, 'Mara Admin', 'admin@example.com', 1, 14, 'en_GB', 'Europe/Berlin', 'auto', true, true, '2026-11-24 18:56:01.792805+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 6);
INSERT INTO public.base_user VALUES (2, 'Priya Raman', 'manager@example.com', 1, 15, 'en_GB', 'Europe/Berlin', 'auto', true, true, '2026-11-24 18:56:01.902702+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 4);
INSERT INTO public.base_user VALUES (3, 'Jonas Keller', 'agent@example.com', 1, 16, 'en_GB', 'Europe/Berlin', 'auto', true, true, '2026-11-24 18:56:01.956124+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 4);
INSERT INTO public.base_user VALUES (4, 'Lena Hoffmann', 'stock@example.com', 1, 17, 'en_GB', 'Europe/Berlin', 'auto', true, true, '2026-11-24 18:56:02.012391+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 4);
INSERT INTO public.base_user VALUES (5, 'David Okafor', 'sales@example.com', 1, 18, 'en_GB', 'Europe/Berlin', 'auto', true, true, '2026-11-24 18:56:02.108416+00', NULL, '2026-11-24 18:56:05.566201+00', NULL, 4);
INSERT INTO public.core_addon VALUES (1, 'base', '1.0', 'installed', '2026-11-24 18:56:01.436871+00', 'e27f44546fd21dcf71f25e259366c220ad9a6ce252bc2b518170cb6318b2a41c');
INSERT INTO public.core_addon VALUES (2, 'mail', '1.0', 'installed', '2026-11-24 18:56:01.521726+00', '703ff66336352fcaff831f26b2bda9059758a8b8bf118677b2094434a148a20e');
INSERT INTO public.core_addon VALUES (3, 'helpdesk', '1.0', 'installed', '2026-11-24 18:56:01.522903+00', 'deb4b51db07576dabd2e64aa04097e3b46a1663d4023a19f32e3f9ff0c85ecc2');
INSERT INTO public.core_addon VALUES (4, 'product', '1.0', 'installed', '2026-11-24 18:56:01.538846+00', 'f5497015e140f61333a162c788ca025b0c48302313b2a97833eed7f4a35df280');
INSERT INTO public.core_addon VALUES (5, 'sale', '1.0', 'installed', '2026-11-24 18:56:01.548176+00', 'ba9241cdbbb67e87c420c31a00a532beb896287cbc1ccb2ea2882158e703fbd6');
INSERT INTO public.core_addon VALUES (6, 'helpdesk_sale', '1.0', 'installed', '2026-11-24 18:56:01.549237+00', 'aa536f2e5a8513f6dc6e347916e3f5454c78eeb93b8694505e57a3cd14bf9b05');
INSERT INTO public.core_addon VALUES (7, 'stock', '1.0', 'installed', '2026-11-24 18:56:01.55259+00', 'f7becf8c4ae425fd79b3ecc8b8b2272ab77d9915795d568b57f0e301ecf9b4ff');
INSERT INTO public.core_addon VALUES (8, 'sale_stock', '1.0', 'installed', '2026-11-24 18:56:01.588081+00', '5f18658c94def061e5bef3309144bb8d76d285fa9877e24e1befc49460e9bb7b');
INSERT INTO public.core_addon VALUES (9, 'helpdesk_return', '1.0', 'installed', '2026-11-24 18:56:01.604238+00', 'd4957f8dc30b027452b7d50e4870c07c6a6852c135c0cfb7ca7e663efcc4bcbc');
INSERT INTO public.core_audit_entry VALUES (1, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.company', 1, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Bikes"}, {"field": "currency", "label": "Currency", "kind": "many2one", "old": null, "new": "EUR"}]', '');
INSERT INTO public.core_audit_entry VALUES (2, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 1, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (3, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 2, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (4, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 3, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (5, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 4, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (6, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 5, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (7, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 6, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (8, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 7, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (9, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 8, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (10, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 9, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (11, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.location', 10, '[{"field": "usable_for_returns", "label": "Usable for Returns", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (12, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 1, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Bikes"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "service@fahrwind.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (13, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 2, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Marta Nowak"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "marta.nowak@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (14, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 3, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Jean Perrin"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "jean.perrin@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (15, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 4, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Sofia Rinaldi"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "sofia.rinaldi@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (16, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 5, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Karl Weber"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "karl.weber@mail.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (17, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 6, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "office@veloria.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (18, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 7, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "R\u00fcckenwind Fahrr\u00e4der e.K."}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "laden@rueckenwind.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (19, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 8, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Northwheel Cycles Ltd"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": true}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "hello@northwheel.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (20, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 9, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Amelie Brandt"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "amelie.brandt@veloria.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (21, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 10, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Tobias Lenz"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "tobias.lenz@veloria.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (22, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 11, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Veloria, depot Altona"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Veloria Kurierdienst GmbH"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (98, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 12, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "ready"}]', '');
INSERT INTO public.core_audit_entry VALUES (23, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 12, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Henrike Scholz"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "R\u00fcckenwind Fahrr\u00e4der e.K."}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "henrike@rueckenwind.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (24, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 13, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Oliver Hughes"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "parent", "label": "Belongs to", "kind": "many2one", "old": null, "new": "Northwheel Cycles Ltd"}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "oliver.hughes@northwheel.example"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (25, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.user', 1, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Mara Admin"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "admin@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Settings", "Helpdesk manager", "Sales manager", "Inventory manager"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (26, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.user', 2, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Priya Raman"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "manager@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Helpdesk manager"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (27, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.user', 3, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Jonas Keller"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "agent@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Helpdesk user"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (28, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.user', 4, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Lena Hoffmann"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "stock@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Inventory user"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (29, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.user', 5, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "David Okafor"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "sales@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Internal user", "Sales user"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (30, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.user', 6, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Amelie Brandt"}, {"field": "login", "label": "Email", "kind": "text", "old": null, "new": "amelie@example.com"}, {"field": "roles", "label": "Roles", "kind": "many2many", "old": [], "new": ["Portal"]}, {"field": "companies", "label": "Companies", "kind": "many2many", "old": [], "new": ["Fahrwind Bikes"]}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (31, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.team', 1, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "E-bike service"}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "members", "label": "Members", "kind": "many2many", "old": [], "new": ["Priya Raman", "Jonas Keller"]}, {"field": "visibility", "label": "Visible to", "kind": "choice", "old": null, "new": "public"}, {"field": "stages", "label": "Stages", "kind": "many2many", "old": [], "new": ["New", "In Progress", "On Hold", "Solved", "Cancelled"]}, {"field": "auto_assign", "label": "Assign Automatically", "kind": "boolean", "old": null, "new": false}, {"field": "assign_method", "label": "Assignment Method", "kind": "choice", "old": null, "new": "equal_count"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "use_returns", "label": "Returns", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (32, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.team', 2, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Workshop Hamburg"}, {"field": "company", "label": "Company", "kind": "many2one", "old": null, "new": "Fahrwind Bikes"}, {"field": "visibility", "label": "Visible to", "kind": "choice", "old": null, "new": "company"}, {"field": "stages", "label": "Stages", "kind": "many2many", "old": [], "new": ["New", "In Progress", "On Hold", "Solved", "Cancelled"]}, {"field": "auto_assign", "label": "Assign Automatically", "kind": "boolean", "old": null, "new": false}, {"field": "assign_method", "label": "Assignment Method", "kind": "choice", "old": null, "new": "equal_count"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "use_returns", "label": "Returns", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (49, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 5, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "PowerCell 750 Wh battery"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "PC-750"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "lot"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "749.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Batteries"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (33, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 1, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Second key for the folding lock"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Cancelled"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00002"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Folding lock 90 cm"}]', '');
INSERT INTO public.core_audit_entry VALUES (34, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 2, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Chain skips under load"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Solved"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00002"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind City 2"}]', '');
INSERT INTO public.core_audit_entry VALUES (35, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 3, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Ordered the wrong bike"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Cancelled"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Sofia Rinaldi"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind City 2"}]', '');
INSERT INTO public.core_audit_entry VALUES (36, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 4, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Helmet straps are too short"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "Solved"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00003"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Helmet Kopfschutz M"}]', '');
INSERT INTO public.core_audit_entry VALUES (37, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 5, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Brakes squeal after 200 km"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "On Hold"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00001"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind Cargo One"}]', '');
INSERT INTO public.core_audit_entry VALUES (38, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 6, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Motor cuts out on steep climbs"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "On Hold"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "3"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Warranty claim"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00003"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind Trail 5"}]', '');
INSERT INTO public.core_audit_entry VALUES (39, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 7, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Rear light loses contact in rain"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "In Progress"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Priya Raman"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Complaint"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Tobias Lenz"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind Cargo One"}]', '');
INSERT INTO public.core_audit_entry VALUES (50, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 6, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Charger 4 A"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "PC-CH4"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "89.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (40, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 8, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Batteries drain within 15 km"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "In Progress"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "2"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Warranty claim"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00001"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "PowerCell 500 Wh battery"}]', '');
INSERT INTO public.core_audit_entry VALUES (41, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 9, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Where is my order?"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "In Progress"}, {"field": "assignee", "label": "Assigned to", "kind": "many2one", "old": null, "new": "Jonas Keller"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Jean Perrin"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00004"}]', '');
INSERT INTO public.core_audit_entry VALUES (42, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 10, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "How do I store the battery in winter?"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "New"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Question"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (43, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 11, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Display flickers"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "E-bike service"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "New"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "1"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Warranty claim"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}, {"field": "sales_order", "label": "Sales Order", "kind": "many2one", "old": null, "new": "SO-00002"}, {"field": "product", "label": "Product", "kind": "many2one", "old": null, "new": "Fahrwind City 2"}]', '');
INSERT INTO public.core_audit_entry VALUES (44, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'helpdesk.ticket', 12, '[{"field": "title", "label": "Title", "kind": "text", "old": null, "new": "Yearly inspection for twelve bikes"}, {"field": "team", "label": "Team", "kind": "many2one", "old": null, "new": "Workshop Hamburg"}, {"field": "stage", "label": "Stage", "kind": "many2one", "old": null, "new": "New"}, {"field": "priority", "label": "Priority", "kind": "choice", "old": null, "new": "0"}, {"field": "type", "label": "Type", "kind": "many2one", "old": null, "new": "Appointment"}, {"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Tobias Lenz"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (45, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 1, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Cargo One"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-C1"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "4290.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (46, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 2, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind City 2"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-CT2"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "2790.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (47, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 3, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind Trail 5"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-T5"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "3690.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (48, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 4, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "PowerCell 500 Wh battery"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "PC-500"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "lot"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "549.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Batteries"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (51, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 7, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Helmet Kopfschutz M"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "AC-HM"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "69.90"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (52, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 8, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Folding lock 90 cm"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "AC-FL90"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "59.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (53, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 9, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Pannier set 2 x 20 l"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "AC-P20"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "119.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Accessories"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (54, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 10, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Display unit D3"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-D3"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "139.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (55, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 11, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Brake pads, pair"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-BP"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "consumable"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "18.50"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (56, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 12, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Chain 122 links"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-CH"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "32.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (57, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 13, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Brake hose"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SP-BH"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "consumable"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "9.80"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "m"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Spare parts"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (58, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 14, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Yearly inspection"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SV-IN"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "service"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "99.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Services"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (59, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 15, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Workshop labour"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SV-LA"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "service"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "68.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Hours"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Services"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (60, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 16, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Delivery and set-up"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "SV-DE"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "service"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "none"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "49.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "Services"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": true}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (61, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'product.product', 17, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Fahrwind City 1 (discontinued)"}, {"field": "code", "label": "Reference", "kind": "text", "old": null, "new": "FW-CT1"}, {"field": "kind", "label": "Kind", "kind": "choice", "old": null, "new": "goods"}, {"field": "tracking", "label": "Tracking", "kind": "choice", "old": null, "new": "serial"}, {"field": "price", "label": "Price", "kind": "decimal", "old": null, "new": "2390.00"}, {"field": "unit", "label": "Unit", "kind": "many2one", "old": null, "new": "Units"}, {"field": "category", "label": "Category", "kind": "many2one", "old": null, "new": "E-bikes"}, {"field": "published", "label": "Published", "kind": "boolean", "old": null, "new": false}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": false}]', '');
INSERT INTO public.core_audit_entry VALUES (62, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 1, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]', '');
INSERT INTO public.core_audit_entry VALUES (63, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 1, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Amelie Brandt"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (64, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 2, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]', '');
INSERT INTO public.core_audit_entry VALUES (65, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 2, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Marta Nowak"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (66, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 3, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]', '');
INSERT INTO public.core_audit_entry VALUES (67, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 3, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (68, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 4, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Jean Perrin"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]', '');
INSERT INTO public.core_audit_entry VALUES (69, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 4, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Jean Perrin"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "ready"}]', '');
INSERT INTO public.core_audit_entry VALUES (70, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 5, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Henrike Scholz"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "confirmed"}]', '');
INSERT INTO public.core_audit_entry VALUES (71, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 5, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Henrike Scholz"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "waiting"}]', '');
INSERT INTO public.core_audit_entry VALUES (72, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 6, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Sofia Rinaldi"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "quotation"}]', '');
INSERT INTO public.core_audit_entry VALUES (73, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'sale.order', 7, '[{"field": "customer", "label": "Customer", "kind": "many2one", "old": null, "new": "Tobias Lenz"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "sent"}]', '');
INSERT INTO public.core_audit_entry VALUES (74, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 6, '[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (75, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 1, '[]', '');
INSERT INTO public.core_audit_entry VALUES (76, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 2, '[]', '');
INSERT INTO public.core_audit_entry VALUES (77, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 3, '[]', '');
INSERT INTO public.core_audit_entry VALUES (78, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 4, '[]', '');
INSERT INTO public.core_audit_entry VALUES (79, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 5, '[]', '');
INSERT INTO public.core_audit_entry VALUES (80, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 6, '[]', '');
INSERT INTO public.core_audit_entry VALUES (81, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 7, '[]', '');
INSERT INTO public.core_audit_entry VALUES (82, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 8, '[]', '');
INSERT INTO public.core_audit_entry VALUES (83, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 9, '[]', '');
INSERT INTO public.core_audit_entry VALUES (84, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 10, '[]', '');
INSERT INTO public.core_audit_entry VALUES (85, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 11, '[]', '');
INSERT INTO public.core_audit_entry VALUES (86, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 12, '[]', '');
INSERT INTO public.core_audit_entry VALUES (87, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 13, '[]', '');
INSERT INTO public.core_audit_entry VALUES (88, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 7, '[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (89, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 14, '[]', '');
INSERT INTO public.core_audit_entry VALUES (90, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 15, '[]', '');
INSERT INTO public.core_audit_entry VALUES (91, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 16, '[]', '');
INSERT INTO public.core_audit_entry VALUES (92, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 8, '[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (93, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 9, '[{"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (94, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 17, '[]', '');
INSERT INTO public.core_audit_entry VALUES (95, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.lot', 18, '[]', '');
INSERT INTO public.core_audit_entry VALUES (96, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 10, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "waiting"}]', '');
INSERT INTO public.core_audit_entry VALUES (97, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'stock.transfer', 11, '[{"field": "contact", "label": "Contact", "kind": "many2one", "old": null, "new": "Oliver Hughes"}, {"field": "state", "label": "State", "kind": "choice", "old": null, "new": "done"}]', '');
INSERT INTO public.core_audit_entry VALUES (99, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 14, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Mara Admin"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "admin@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (100, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 15, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Priya Raman"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "manager@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (101, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 16, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Jonas Keller"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "agent@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (102, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 17, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "Lena Hoffmann"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "stock@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_audit_entry VALUES (103, '2026-11-24 18:56:05.600492+00', NULL, 'System', 'create', 'base.contact', 18, '[{"field": "name", "label": "Name", "kind": "text", "old": null, "new": "David Okafor"}, {"field": "is_company", "label": "Is a company", "kind": "boolean", "old": null, "new": false}, {"field": "email", "label": "Email", "kind": "text", "old": null, "new": "sales@example.com"}, {"field": "active", "label": "Active", "kind": "boolean", "old": null, "new": true}]', '');
INSERT INTO public.core_external_key VALUES (1, 'base', 'eur', 'base.currency', 1);
INSERT INTO public.core_external_key VALUES (2, 'base', 'usd', 'base.currency', 2);
INSERT INTO public.core_external_key VALUES (3, 'base', 'gbp', 'base.currency', 3);
INSERT INTO public.core_external_key VALUES (4, 'base', 'jpy', 'base.currency', 4);
INSERT INTO public.core_external_key VALUES (5, 'base', 'unit', 'base.unit', 1);
INSERT INTO public.core_external_key VALUES (6, 'base', 'hour', 'base.unit', 2);
INSERT INTO public.core_external_key VALUES (7, 'base', 'day', 'base.unit', 3);
INSERT INTO public.core_external_key VALUES (8, 'base', 'kilogram', 'base.unit', 4);
INSERT INTO public.core_external_key VALUES (9, 'base', 'metre', 'base.unit', 5);
INSERT INTO public.core_external_key VALUES (10, 'base', 'litre', 'base.unit', 6);
INSERT INTO public.core_external_key VALUES (11, 'base', 'at', 'base.country', 1);
INSERT INTO public.core_external_key VALUES (12, 'base', 'au', 'base.country', 2);
INSERT INTO public.core_external_key VALUES (13, 'base', 'be', 'base.country', 3);
INSERT INTO public.core_external_key VALUES (14, 'base', 'br', 'base.country', 4);
INSERT INTO public.core_external_key VALUES (15, 'base', 'ca', 'base.country', 5);
INSERT INTO public.core_external_key VALUES (16, 'base', 'ch', 'base.country', 6);
INSERT INTO public.core_external_key VALUES (17, 'base', 'cn', 'base.country', 7);
INSERT INTO public.core_external_key VALUES (18, 'base', 'cz', 'base.country', 8);
INSERT INTO public.core_external_key VALUES (19, 'base', 'de', 'base.country', 9);
INSERT INTO public.core_external_key VALUES (20, 'base', 'dk', 'base.country', 10);
INSERT INTO public.core_external_key VALUES (21, 'base', 'es', 'base.country', 11);
INSERT INTO public.core_external_key VALUES (22, 'base', 'fi', 'base.country', 12);
INSERT INTO public.core_external_key VALUES (23, 'base', 'fr', 'base.country', 13);
INSERT INTO public.core_external_key VALUES (24, 'base', 'gb', 'base.country', 14);
INSERT INTO public.core_external_key VALUES (25, 'base', 'gr', 'base.country', 15);
INSERT INTO public.core_external_key VALUES (26, 'base', 'hu', 'base.country', 16);
INSERT INTO public.core_external_key VALUES (27, 'base', 'ie', 'base.country', 17);
INSERT INTO public.core_external_key VALUES (28, 'base', 'in', 'base.country', 18);
INSERT INTO public.core_external_key VALUES (29, 'base', 'it', 'base.country', 19);
INSERT INTO public.core_external_key VALUES (30, 'base', 'jp', 'base.country', 20);
INSERT INTO public.core_external_key VALUES (31, 'base', 'lu', 'base.country', 21);
INSERT INTO public.core_external_key VALUES (32, 'base', 'mx', 'base.country', 22);
INSERT INTO public.core_external_key VALUES (33, 'base', 'nl', 'base.country', 23);
INSERT INTO public.core_external_key VALUES (34, 'base', 'no', 'base.country', 24);
INSERT INTO public.core_external_key VALUES (35, 'base', 'nz', 'base.country', 25);
INSERT INTO public.core_external_key VALUES (36, 'base', 'pl', 'base.country', 26);
INSERT INTO public.core_external_key VALUES (37, 'base', 'pt', 'base.country', 27);
INSERT INTO public.core_external_key VALUES (38, 'base', 'ro', 'base.country', 28);
INSERT INTO public.core_external_key VALUES (39, 'base', 'se', 'base.country', 29);
INSERT INTO public.core_external_key VALUES (40, 'base', 'us', 'base.country', 30);
INSERT INTO public.core_external_key VALUES (41, 'base', 'company', 'base.company', 1);
INSERT INTO public.core_external_key VALUES (42, 'helpdesk', 'new', 'helpdesk.stage', 1);
INSERT INTO public.core_external_key VALUES (43, 'helpdesk', 'in_progress', 'helpdesk.stage', 2);
INSERT INTO public.core_external_key VALUES (44, 'helpdesk', 'on_hold', 'helpdesk.stage', 3);
INSERT INTO public.core_external_key VALUES (45, 'helpdesk', 'solved', 'helpdesk.stage', 4);
INSERT INTO public.core_external_key VALUES (46, 'helpdesk', 'cancelled', 'helpdesk.stage', 5);
INSERT INTO public.core_external_key VALUES (47, 'product', 'all', 'product.category', 1);
INSERT INTO public.core_external_key VALUES (48, 'stock', 'suppliers', 'stock.location', 1);
INSERT INTO public.core_external_key VALUES (49, 'stock', 'customers', 'stock.location', 2);
INSERT INTO public.core_external_key VALUES (50, 'stock', 'scrap', 'stock.location', 3);
INSERT INTO public.core_external_key VALUES (51, 'stock', 'production', 'stock.location', 4);
INSERT INTO public.core_external_key VALUES (52, 'stock', 'transit', 'stock.location', 5);
INSERT INTO public.core_external_key VALUES (53, 'base', 'dealer', 'base.contact_tag', 1);
INSERT INTO public.core_external_key VALUES (54, 'base', 'fleet', 'base.contact_tag', 2);
INSERT INTO public.core_external_key VALUES (55, 'base', 'fahrwind', 'base.contact', 1);
INSERT INTO public.core_external_key VALUES (56, 'base', 'marta', 'base.contact', 2);
INSERT INTO public.core_external_key VALUES (57, 'base', 'jean', 'base.contact', 3);
INSERT INTO public.core_external_key VALUES (58, 'base', 'sofia', 'base.contact', 4);
INSERT INTO public.core_external_key VALUES (59, 'base', 'former', 'base.contact', 5);
INSERT INTO public.core_external_key VALUES (60, 'base', 'veloria', 'base.contact', 6);
INSERT INTO public.core_external_key VALUES (61, 'base', 'rueckenwind', 'base.contact', 7);
INSERT INTO public.core_external_key VALUES (62, 'base', 'northwheel', 'base.contact', 8);
INSERT INTO public.core_external_key VALUES (63, 'base', 'amelie', 'base.contact', 9);
INSERT INTO public.core_external_key VALUES (64, 'base', 'tobias', 'base.contact', 10);
INSERT INTO public.core_external_key VALUES (65, 'base', 'veloria_depot', 'base.contact', 11);
INSERT INTO public.core_external_key VALUES (66, 'base', 'henrike', 'base.contact', 12);
INSERT INTO public.core_external_key VALUES (67, 'base', 'oliver', 'base.contact', 13);
INSERT INTO public.core_external_key VALUES (68, 'helpdesk', 'ebike_service', 'helpdesk.team', 1);
INSERT INTO public.core_external_key VALUES (69, 'helpdesk', 'workshop_hamburg', 'helpdesk.team', 2);
INSERT INTO public.core_external_key VALUES (70, 'helpdesk', 'question', 'helpdesk.type', 1);
INSERT INTO public.core_external_key VALUES (71, 'helpdesk', 'complaint', 'helpdesk.type', 2);
INSERT INTO public.core_external_key VALUES (72, 'helpdesk', 'warranty', 'helpdesk.type', 3);
INSERT INTO public.core_external_key VALUES (73, 'helpdesk', 'appointment', 'helpdesk.type', 4);
INSERT INTO public.core_external_key VALUES (74, 'helpdesk', 'battery', 'helpdesk.tag', 1);
INSERT INTO public.core_external_key VALUES (75, 'helpdesk', 'brakes', 'helpdesk.tag', 2);
INSERT INTO public.core_external_key VALUES (76, 'helpdesk', 'electronics', 'helpdesk.tag', 3);
INSERT INTO public.core_external_key VALUES (77, 'helpdesk', 'fleet', 'helpdesk.tag', 4);
INSERT INTO public.core_external_key VALUES (78, 'helpdesk', 'transport_damage', 'helpdesk.tag', 5);
INSERT INTO public.core_external_key VALUES (79, 'product', 'bikes', 'product.category', 2);
INSERT INTO public.core_external_key VALUES (80, 'product', 'batteries', 'product.category', 3);
INSERT INTO public.core_external_key VALUES (81, 'product', 'accessories', 'product.category', 4);
INSERT INTO public.core_external_key VALUES (82, 'product', 'parts', 'product.category', 5);
INSERT INTO public.core_external_key VALUES (83, 'product', 'services', 'product.category', 6);
INSERT INTO public.core_external_key VALUES (84, 'product', 'cargo', 'product.tag', 1);
INSERT INTO public.core_external_key VALUES (85, 'product', 'commuter', 'product.tag', 2);
INSERT INTO public.core_external_key VALUES (86, 'product', 'cargo_one', 'product.product', 1);
INSERT INTO public.core_external_key VALUES (87, 'product', 'city_two', 'product.product', 2);
INSERT INTO public.core_external_key VALUES (88, 'product', 'trail_five', 'product.product', 3);
INSERT INTO public.core_external_key VALUES (89, 'product', 'battery_500', 'product.product', 4);
INSERT INTO public.core_external_key VALUES (90, 'product', 'battery_750', 'product.product', 5);
INSERT INTO public.core_external_key VALUES (91, 'product', 'charger', 'product.product', 6);
INSERT INTO public.core_external_key VALUES (92, 'product', 'helmet', 'product.product', 7);
INSERT INTO public.core_external_key VALUES (93, 'product', 'lock', 'product.product', 8);
INSERT INTO public.core_external_key VALUES (94, 'product', 'pannier', 'product.product', 9);
INSERT INTO public.core_external_key VALUES (95, 'product', 'display', 'product.product', 10);
INSERT INTO public.core_external_key VALUES (96, 'product', 'brake_pads', 'product.product', 11);
INSERT INTO public.core_external_key VALUES (97, 'product', 'chain', 'product.product', 12);
INSERT INTO public.core_external_key VALUES (98, 'product', 'brake_hose', 'product.product', 13);
INSERT INTO public.core_external_key VALUES (99, 'product', 'inspection', 'product.product', 14);
INSERT INTO public.core_external_key VALUES (100, 'product', 'labour', 'product.product', 15);
INSERT INTO public.core_external_key VALUES (101, 'product', 'delivery', 'product.product', 16);
INSERT INTO public.core_external_key VALUES (102, 'product', 'city_one', 'product.product', 17);
INSERT INTO public.core_state VALUES (1, 1, true);
INSERT INTO public.helpdesk_stage VALUES (1, 'New', 10, false, true, '2026-11-24 18:56:01.528892+00', NULL, '2026-11-24 18:56:01.528892+00', NULL, 1);
INSERT INTO public.helpdesk_stage VALUES (2, 'In Progress', 20, false, true, '2026-11-24 18:56:01.531297+00', NULL, '2026-11-24 18:56:01.531297+00', NULL, 1);
INSERT INTO public.helpdesk_stage VALUES (3, 'On Hold', 30, false, true, '2026-11-24 18:56:01.5324+00', NULL, '2026-11-24 18:56:01.5324+00', NULL, 1);
INSERT INTO public.helpdesk_stage VALUES (4, 'Solved', 40, true, true, '2026-11-24 18:56:01.536517+00', NULL, '2026-11-24 18:56:01.536517+00', NULL, 1);
INSERT INTO public.helpdesk_stage VALUES (5, 'Cancelled', 50, true, true, '2026-11-24 18:56:01.53743+00', NULL, '2026-11-24 18:56:01.53743+00', NULL, 1);
INSERT INTO public.helpdesk_tag VALUES (1, 'battery', '2026-11-24 18:56:02.321863+00', NULL, '2026-11-24 18:56:02.321863+00', NULL, 1);
INSERT INTO public.helpdesk_tag VALUES (2, 'brakes', '2026-11-24 18:56:02.328851+00', NULL, '2026-11-24 18:56:02.328851+00', NULL, 1);
INSERT INTO public.helpdesk_tag VALUES (3, 'electronics', '2026-11-24 18:56:02.329892+00', NULL, '2026-11-24 18:56:02.329892+00', NULL, 1);
INSERT INTO public.helpdesk_tag VALUES (4, 'fleet', '2026-11-24 18:56:02.330789+00', NULL, '2026-11-24 18:56:02.330789+00', NULL, 1);
INSERT INTO public.helpdesk_tag VALUES (5, 'transport damage', '2026-11-24 18:56:02.331742+00', NULL, '2026-11-24 18:56:02.331742+00', NULL, 1);
INSERT INTO public.helpdesk_team VALUES (2, 'Workshop Hamburg', '<p>Inspections and repairs for customers around Hamburg.</p>', 1, 'company', false, 'equal_count', true, '2026-11-24 18:56:02.302962+00', NULL, '2026-11-24 18:56:02.302962+00', NULL, 1, false);
INSERT INTO public.helpdesk_team VALUES (1, 'E-bike service', '<p>Questions, complaints and warranty claims about bikes and batteries.</p>', 1, 'public', false, 'equal_count', true, '2026-11-24 18:56:02.28808+00', NULL, '2026-11-24 18:56:05.301699+00', NULL, 3, true);
INSERT INTO public.helpdesk_ticket VALUES (10, '0010', 'How do I store the battery in winter?', '<p>Should I leave it on the bike in an unheated shed?</p>', 1, 1, NULL, '0', 1, NULL, NULL, NULL, 1, NULL, true, '2026-11-23 16:56:02.717789+00', NULL, '2026-11-23 16:56:02.717789+00', NULL, 1, NULL, NULL, NULL);
INSERT INTO public.helpdesk_ticket VALUES (12, '0012', 'Yearly inspection for twelve bikes', '<p>Can you take them in groups of four, on Mondays?</p>', 2, 1, NULL, '0', 4, 10, 'tobias.lenz@veloria.example', '+49 40 5550112', 1, NULL, true, '2026-11-24 16:56:02.757457+00', NULL, '2026-11-24 18:56:02.778413+00', NULL, 2, NULL, NULL, NULL);
INSERT INTO public.helpdesk_ticket VALUES (11, '0011', 'Display flickers', '<p>The display flickers when it rains and goes dark for seconds.</p>', 1, 1, NULL, '1', 3, 2, 'marta.nowak@mail.example', '+49 171 5550140', 1, NULL, true, '2026-11-24 16:56:02.729631+00', NULL, '2026-11-24 18:56:03.318146+00', NULL, 3, 2, 2, NULL);
INSERT INTO public.helpdesk_ticket VALUES (8, '0008', 'Batteries drain within 15 km', '<p>Two of our six spare batteries drop from full to empty after about 15 km. The display shows E-041 shortly before the motor cuts out. The fleet is fully booked for the weekend.</p>', 1, 2, 3, '2', 3, 9, 'amelie.brandt@veloria.example', '+49 40 5550111', 1, NULL, true, '2026-11-21 16:56:02.670722+00', NULL, '2026-11-24 18:56:03.326275+00', NULL, 4, 1, 4, NULL);
INSERT INTO public.helpdesk_ticket VALUES (9, '0009', 'Where is my order?', '<p>I ordered a charger and panniers and have heard nothing since.</p>', 1, 2, 3, '1', 1, 3, 'jean.perrin@mail.example', NULL, 1, NULL, true, '2026-11-22 16:56:02.700288+00', NULL, '2026-11-24 18:56:03.332389+00', NULL, 4, 4, NULL, NULL);
INSERT INTO public.helpdesk_ticket VALUES (4, '0004', 'Helmet straps are too short', '<p>Two of the ten helmets; sent back.</p>', 1, 4, 3, '1', 2, 13, 'oliver.hughes@northwheel.example', NULL, 1, '2026-11-16 16:56:02.525316+00', true, '2026-11-15 16:56:02.525316+00', NULL, '2026-11-24 18:56:03.343848+00', NULL, 4, 3, 7, NULL);
INSERT INTO public.helpdesk_ticket VALUES (6, '0006', 'Motor cuts out on steep climbs', '<p>It happens above 12 percent only. We are waiting for the customer''s ride log.</p>', 1, 3, 2, '3', 3, 13, 'oliver.hughes@northwheel.example', NULL, 1, NULL, true, '2026-11-18 16:56:02.584833+00', NULL, '2026-11-24 18:56:03.340076+00', NULL, 4, 3, 3, NULL);
INSERT INTO public.helpdesk_ticket VALUES (3, '0003', 'Ordered the wrong bike', '<p>It was only a quotation yet; nothing was delivered.</p>', 1, 5, 3, '0', 1, 4, 'sofia.rinaldi@mail.example', '+39 02 5550 150', 1, '2026-11-10 16:56:02.502874+00', true, '2026-11-09 16:56:02.502874+00', NULL, '2026-11-24 18:56:03.348428+00', NULL, 4, NULL, 2, NULL);
INSERT INTO public.helpdesk_ticket VALUES (7, '0007', 'Rear light loses contact in rain', '<p>Bikes 7 and 9 of the fleet.</p>', 2, 2, 2, '1', 2, 10, 'tobias.lenz@veloria.example', '+49 40 5550112', 1, NULL, true, '2026-11-20 16:56:02.629525+00', NULL, '2026-11-24 18:56:03.35331+00', NULL, 4, NULL, 1, NULL);
INSERT INTO public.helpdesk_ticket VALUES (5, '0005', 'Brakes squeal after 200 km', '<p>New pads are ordered.</p>', 2, 3, 2, '1', 2, 9, 'amelie.brandt@veloria.example', '+49 40 5550111', 1, NULL, true, '2026-11-16 16:56:02.553277+00', NULL, '2026-11-24 18:56:03.360077+00', NULL, 4, 1, 1, NULL);
INSERT INTO public.helpdesk_ticket VALUES (2, '0002', 'Chain skips under load', '<p>Chain and cassette replaced.</p>', 2, 4, 2, '1', 2, 2, 'marta.nowak@mail.example', '+49 171 5550140', 1, '2026-11-05 16:56:02.460251+00', true, '2026-11-04 16:56:02.460251+00', NULL, '2026-11-24 18:56:03.363021+00', NULL, 4, 2, 2, NULL);
INSERT INTO public.helpdesk_ticket VALUES (1, '0001', 'Second key for the folding lock', '<p>The customer found the key.</p>', 2, 5, 2, '0', 1, 2, 'marta.nowak@mail.example', '+49 171 5550140', 1, '2026-10-31 16:56:02.380269+00', true, '2026-10-30 16:56:02.380269+00', NULL, '2026-11-24 18:56:03.369608+00', NULL, 4, 2, 8, NULL);
INSERT INTO public.helpdesk_type VALUES (1, 'Question', '2026-11-24 18:56:02.310017+00', NULL, '2026-11-24 18:56:02.310017+00', NULL, 1);
INSERT INTO public.helpdesk_type VALUES (2, 'Complaint', '2026-11-24 18:56:02.314849+00', NULL, '2026-11-24 18:56:02.314849+00', NULL, 1);
INSERT INTO public.helpdesk_type VALUES (3, 'Warranty claim', '2026-11-24 18:56:02.316167+00', NULL, '2026-11-24 18:56:02.316167+00', NULL, 1);
INSERT INTO public.helpdesk_type VALUES (4, 'Appointment', '2026-11-24 18:56:02.32069+00', NULL, '2026-11-24 18:56:02.32069+00', NULL, 1);
INSERT INTO public.link_base_company_base_user VALUES (1, 1);
INSERT INTO public.link_base_company_base_user VALUES (1, 2);
INSERT INTO public.link_base_company_base_user VALUES (1, 3);
INSERT INTO public.link_base_company_base_user VALUES (1, 4);
INSERT INTO public.link_base_company_base_user VALUES (1, 5);
INSERT INTO public.link_base_company_base_user VALUES (1, 6);
INSERT INTO public.link_base_contact_base_contact_tag VALUES (6, 2);
INSERT INTO public.link_base_contact_base_contact_tag VALUES (7, 1);
INSERT INTO public.link_base_contact_base_contact_tag VALUES (8, 1);
INSERT INTO public.link_base_role_base_user VALUES (2, 1);
INSERT INTO public.link_base_role_base_user VALUES (1, 2);
INSERT INTO public.link_base_role_base_user VALUES (1, 3);
INSERT INTO public.link_base_role_base_user VALUES (1, 4);
INSERT INTO public.link_base_role_base_user VALUES (1, 5);
INSERT INTO public.link_base_role_base_user VALUES (3, 6);
INSERT INTO public.link_base_role_base_user VALUES (5, 3);
INSERT INTO public.link_base_role_base_user VALUES (6, 2);
INSERT INTO public.link_base_role_base_user VALUES (6, 1);
INSERT INTO public.link_base_role_base_user VALUES (7, 5);
INSERT INTO public.link_base_role_base_user VALUES (8, 1);
INSERT INTO public.link_base_role_base_user VALUES (9, 4);
INSERT INTO public.link_base_role_base_user VALUES (10, 1);
INSERT INTO public.link_base_user_helpdesk_team VALUES (3, 1);
INSERT INTO public.link_base_user_helpdesk_team VALUES (2, 1);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (4, 1);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (2, 1);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (3, 1);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (5, 1);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (1, 1);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (3, 2);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (5, 2);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (4, 2);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (1, 2);
INSERT INTO public.link_helpdesk_stage_helpdesk_team VALUES (2, 2);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (5, 4);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (2, 5);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (3, 6);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (3, 7);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (4, 7);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (1, 8);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (4, 8);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (1, 10);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (3, 11);
INSERT INTO public.link_helpdesk_tag_helpdesk_ticket VALUES (4, 12);
INSERT INTO public.link_product_product_product_tag VALUES (1, 1);
INSERT INTO public.link_product_product_product_tag VALUES (2, 2);
INSERT INTO public.link_product_product_product_tag VALUES (7, 2);
INSERT INTO public.mail_follower VALUES (1, 'helpdesk.team', 1, 15);
INSERT INTO public.mail_follower VALUES (2, 'helpdesk.team', 1, 16);
INSERT INTO public.mail_follower VALUES (3, 'helpdesk.ticket', 1, 2);
INSERT INTO public.mail_follower VALUES (4, 'helpdesk.ticket', 1, 15);
INSERT INTO public.mail_follower VALUES (5, 'helpdesk.ticket', 2, 2);
INSERT INTO public.mail_follower VALUES (6, 'helpdesk.ticket', 2, 15);
INSERT INTO public.mail_follower VALUES (7, 'helpdesk.ticket', 3, 4);
INSERT INTO public.mail_follower VALUES (8, 'helpdesk.ticket', 3, 16);
INSERT INTO public.mail_follower VALUES (9, 'helpdesk.ticket', 4, 13);
INSERT INTO public.mail_follower VALUES (10, 'helpdesk.ticket', 4, 16);
INSERT INTO public.mail_follower VALUES (11, 'helpdesk.ticket', 5, 9);
INSERT INTO public.mail_follower VALUES (12, 'helpdesk.ticket', 5, 15);
INSERT INTO public.mail_follower VALUES (13, 'helpdesk.ticket', 6, 13);
INSERT INTO public.mail_follower VALUES (14, 'helpdesk.ticket', 6, 15);
INSERT INTO public.mail_follower VALUES (15, 'helpdesk.ticket', 7, 10);
INSERT INTO public.mail_follower VALUES (16, 'helpdesk.ticket', 7, 15);
INSERT INTO public.mail_follower VALUES (17, 'helpdesk.ticket', 8, 9);
INSERT INTO public.mail_follower VALUES (18, 'helpdesk.ticket', 8, 16);
INSERT INTO public.mail_follower VALUES (19, 'helpdesk.ticket', 9, 3);
INSERT INTO public.mail_follower VALUES (20, 'helpdesk.ticket', 9, 16);
INSERT INTO public.mail_follower VALUES (21, 'helpdesk.ticket', 11, 2);
INSERT INTO public.mail_follower VALUES (22, 'helpdesk.ticket', 12, 10);
INSERT INTO public.mail_message VALUES (1, 'helpdesk.ticket', 5, 'note', NULL, 'Waiting, see the description.', NULL, NULL, '2026-11-24 18:56:02.580459+00', NULL, '2026-11-24 18:56:02.580459+00', NULL, 1);
INSERT INTO public.mail_message VALUES (2, 'helpdesk.ticket', 6, 'note', NULL, 'Waiting, see the description.', NULL, NULL, '2026-11-24 18:56:02.628533+00', NULL, '2026-11-24 18:56:02.628533+00', NULL, 1);
INSERT INTO public.mail_message VALUES (3, 'stock.transfer', 3, 'note', NULL, 'Back order <a href="/mail/open/stock.transfer/10">OUT/00006</a> created.', NULL, NULL, '2026-11-24 18:56:05.28241+00', NULL, '2026-11-24 18:56:05.28241+00', NULL, 1);
INSERT INTO public.mail_message VALUES (4, 'stock.transfer', 11, 'note', NULL, 'Return <a href="/mail/open/stock.transfer/11">IN/00005</a> created from <a href="/mail/open/stock.transfer/3">OUT/00003</a>', NULL, NULL, '2026-11-24 18:56:05.368526+00', NULL, '2026-11-24 18:56:05.368526+00', NULL, 1);
INSERT INTO public.mail_message VALUES (5, 'sale.order', 3, 'note', NULL, 'Return <a href="/mail/open/stock.transfer/11">IN/00005</a> created from <a href="/mail/open/stock.transfer/3">OUT/00003</a>', NULL, NULL, '2026-11-24 18:56:05.369625+00', NULL, '2026-11-24 18:56:05.369625+00', NULL, 1);
INSERT INTO public.mail_message VALUES (6, 'helpdesk.ticket', 4, 'note', NULL, 'Return <a href="/mail/open/stock.transfer/11">IN/00005</a> created from <a href="/mail/open/stock.transfer/3">OUT/00003</a>', NULL, NULL, '2026-11-24 18:56:05.370476+00', NULL, '2026-11-24 18:56:05.370476+00', NULL, 1);
INSERT INTO public.mail_message VALUES (7, 'stock.transfer', 12, 'note', NULL, 'Return <a href="/mail/open/stock.transfer/12">IN/00006</a> created from <a href="/mail/open/stock.transfer/1">OUT/00001</a>', NULL, NULL, '2026-11-24 18:56:05.486137+00', NULL, '2026-11-24 18:56:05.486137+00', NULL, 1);
INSERT INTO public.mail_message VALUES (8, 'sale.order', 1, 'note', NULL, 'Return <a href="/mail/open/stock.transfer/12">IN/00006</a> created from <a href="/mail/open/stock.transfer/1">OUT/00001</a>', NULL, NULL, '2026-11-24 18:56:05.488679+00', NULL, '2026-11-24 18:56:05.488679+00', NULL, 1);
INSERT INTO public.mail_message VALUES (9, 'helpdesk.ticket', 8, 'note', NULL, 'Return <a href="/mail/open/stock.transfer/12">IN/00006</a> created from <a href="/mail/open/stock.transfer/1">OUT/00001</a>', NULL, NULL, '2026-11-24 18:56:05.492995+00', NULL, '2026-11-24 18:56:05.492995+00', NULL, 1);
INSERT INTO public.mail_message VALUES (10, 'helpdesk.team', 1, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543639+00', NULL, '2026-11-24 18:56:05.543639+00', NULL, 1);
INSERT INTO public.mail_message VALUES (11, 'helpdesk.team', 2, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543644+00', NULL, '2026-11-24 18:56:05.543644+00', NULL, 1);
INSERT INTO public.mail_message VALUES (12, 'helpdesk.ticket', 1, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543645+00', NULL, '2026-11-24 18:56:05.543645+00', NULL, 1);
INSERT INTO public.mail_message VALUES (13, 'helpdesk.ticket', 2, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543646+00', NULL, '2026-11-24 18:56:05.543646+00', NULL, 1);
INSERT INTO public.mail_message VALUES (14, 'helpdesk.ticket', 3, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543647+00', NULL, '2026-11-24 18:56:05.543647+00', NULL, 1);
INSERT INTO public.mail_message VALUES (15, 'helpdesk.ticket', 4, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543648+00', NULL, '2026-11-24 18:56:05.543648+00', NULL, 1);
INSERT INTO public.mail_message VALUES (16, 'helpdesk.ticket', 5, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543648+00', NULL, '2026-11-24 18:56:05.543648+00', NULL, 1);
INSERT INTO public.mail_message VALUES (17, 'helpdesk.ticket', 6, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543649+00', NULL, '2026-11-24 18:56:05.543649+00', NULL, 1);
INSERT INTO public.mail_message VALUES (18, 'helpdesk.ticket', 7, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.54365+00', NULL, '2026-11-24 18:56:05.54365+00', NULL, 1);
INSERT INTO public.mail_message VALUES (19, 'helpdesk.ticket', 8, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543651+00', NULL, '2026-11-24 18:56:05.543651+00', NULL, 1);
INSERT INTO public.mail_message VALUES (20, 'helpdesk.ticket', 9, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543652+00', NULL, '2026-11-24 18:56:05.543652+00', NULL, 1);
INSERT INTO public.mail_message VALUES (21, 'helpdesk.ticket', 10, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543652+00', NULL, '2026-11-24 18:56:05.543652+00', NULL, 1);
INSERT INTO public.mail_message VALUES (22, 'helpdesk.ticket', 11, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543653+00', NULL, '2026-11-24 18:56:05.543653+00', NULL, 1);
INSERT INTO public.mail_message VALUES (23, 'helpdesk.ticket', 12, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543654+00', NULL, '2026-11-24 18:56:05.543654+00', NULL, 1);
INSERT INTO public.mail_message VALUES (24, 'product.product', 1, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543654+00', NULL, '2026-11-24 18:56:05.543654+00', NULL, 1);
INSERT INTO public.mail_message VALUES (25, 'product.product', 2, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543655+00', NULL, '2026-11-24 18:56:05.543655+00', NULL, 1);
INSERT INTO public.mail_message VALUES (26, 'product.product', 3, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543655+00', NULL, '2026-11-24 18:56:05.543655+00', NULL, 1);
INSERT INTO public.mail_message VALUES (27, 'product.product', 4, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543656+00', NULL, '2026-11-24 18:56:05.543656+00', NULL, 1);
INSERT INTO public.mail_message VALUES (28, 'product.product', 5, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543657+00', NULL, '2026-11-24 18:56:05.543657+00', NULL, 1);
INSERT INTO public.mail_message VALUES (29, 'product.product', 6, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543658+00', NULL, '2026-11-24 18:56:05.543658+00', NULL, 1);
INSERT INTO public.mail_message VALUES (30, 'product.product', 7, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543658+00', NULL, '2026-11-24 18:56:05.543658+00', NULL, 1);
INSERT INTO public.mail_message VALUES (31, 'product.product', 8, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543659+00', NULL, '2026-11-24 18:56:05.543659+00', NULL, 1);
INSERT INTO public.mail_message VALUES (32, 'product.product', 9, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543659+00', NULL, '2026-11-24 18:56:05.543659+00', NULL, 1);
INSERT INTO public.mail_message VALUES (33, 'product.product', 10, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543664+00', NULL, '2026-11-24 18:56:05.543664+00', NULL, 1);
INSERT INTO public.mail_message VALUES (34, 'product.product', 11, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543665+00', NULL, '2026-11-24 18:56:05.543665+00', NULL, 1);
INSERT INTO public.mail_message VALUES (35, 'product.product', 12, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543666+00', NULL, '2026-11-24 18:56:05.543666+00', NULL, 1);
INSERT INTO public.mail_message VALUES (36, 'product.product', 13, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543666+00', NULL, '2026-11-24 18:56:05.543666+00', NULL, 1);
INSERT INTO public.mail_message VALUES (37, 'product.product', 14, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543667+00', NULL, '2026-11-24 18:56:05.543667+00', NULL, 1);
INSERT INTO public.mail_message VALUES (38, 'product.product', 15, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543668+00', NULL, '2026-11-24 18:56:05.543668+00', NULL, 1);
INSERT INTO public.mail_message VALUES (39, 'product.product', 16, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543668+00', NULL, '2026-11-24 18:56:05.543668+00', NULL, 1);
INSERT INTO public.mail_message VALUES (40, 'product.product', 17, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543669+00', NULL, '2026-11-24 18:56:05.543669+00', NULL, 1);
INSERT INTO public.mail_message VALUES (41, 'sale.order', 1, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.54367+00', NULL, '2026-11-24 18:56:05.54367+00', NULL, 1);
INSERT INTO public.mail_message VALUES (42, 'stock.transfer', 1, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.54367+00', NULL, '2026-11-24 18:56:05.54367+00', NULL, 1);
INSERT INTO public.mail_message VALUES (43, 'sale.order', 2, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543673+00', NULL, '2026-11-24 18:56:05.543673+00', NULL, 1);
INSERT INTO public.mail_message VALUES (44, 'stock.transfer', 2, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543674+00', NULL, '2026-11-24 18:56:05.543674+00', NULL, 1);
INSERT INTO public.mail_message VALUES (45, 'sale.order', 3, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543675+00', NULL, '2026-11-24 18:56:05.543675+00', NULL, 1);
INSERT INTO public.mail_message VALUES (46, 'stock.transfer', 3, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543675+00', NULL, '2026-11-24 18:56:05.543675+00', NULL, 1);
INSERT INTO public.mail_message VALUES (47, 'sale.order', 4, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543676+00', NULL, '2026-11-24 18:56:05.543676+00', NULL, 1);
INSERT INTO public.mail_message VALUES (48, 'stock.transfer', 4, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543676+00', NULL, '2026-11-24 18:56:05.543676+00', NULL, 1);
INSERT INTO public.mail_message VALUES (49, 'sale.order', 5, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543677+00', NULL, '2026-11-24 18:56:05.543677+00', NULL, 1);
INSERT INTO public.mail_message VALUES (50, 'stock.transfer', 5, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543678+00', NULL, '2026-11-24 18:56:05.543678+00', NULL, 1);
INSERT INTO public.mail_message VALUES (51, 'sale.order', 6, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543679+00', NULL, '2026-11-24 18:56:05.543679+00', NULL, 1);
INSERT INTO public.mail_message VALUES (52, 'sale.order', 7, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.54368+00', NULL, '2026-11-24 18:56:05.54368+00', NULL, 1);
INSERT INTO public.mail_message VALUES (53, 'stock.transfer', 6, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543683+00', NULL, '2026-11-24 18:56:05.543683+00', NULL, 1);
INSERT INTO public.mail_message VALUES (54, 'stock.lot', 1, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543684+00', NULL, '2026-11-24 18:56:05.543684+00', NULL, 1);
INSERT INTO public.mail_message VALUES (55, 'stock.lot', 2, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543685+00', NULL, '2026-11-24 18:56:05.543685+00', NULL, 1);
INSERT INTO public.mail_message VALUES (56, 'stock.lot', 3, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543686+00', NULL, '2026-11-24 18:56:05.543686+00', NULL, 1);
INSERT INTO public.mail_message VALUES (57, 'stock.lot', 4, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543687+00', NULL, '2026-11-24 18:56:05.543687+00', NULL, 1);
INSERT INTO public.mail_message VALUES (58, 'stock.lot', 5, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543688+00', NULL, '2026-11-24 18:56:05.543688+00', NULL, 1);
INSERT INTO public.mail_message VALUES (59, 'stock.lot', 6, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.54369+00', NULL, '2026-11-24 18:56:05.54369+00', NULL, 1);
INSERT INTO public.mail_message VALUES (60, 'stock.lot', 7, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.54369+00', NULL, '2026-11-24 18:56:05.54369+00', NULL, 1);
INSERT INTO public.mail_message VALUES (61, 'stock.lot', 8, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543691+00', NULL, '2026-11-24 18:56:05.543691+00', NULL, 1);
INSERT INTO public.mail_message VALUES (62, 'stock.lot', 9, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543692+00', NULL, '2026-11-24 18:56:05.543692+00', NULL, 1);
INSERT INTO public.mail_message VALUES (63, 'stock.lot', 10, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543695+00', NULL, '2026-11-24 18:56:05.543695+00', NULL, 1);
INSERT INTO public.mail_message VALUES (64, 'stock.lot', 11, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543696+00', NULL, '2026-11-24 18:56:05.543696+00', NULL, 1);
INSERT INTO public.mail_message VALUES (65, 'stock.lot', 12, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543697+00', NULL, '2026-11-24 18:56:05.543697+00', NULL, 1);
INSERT INTO public.mail_message VALUES (66, 'stock.lot', 13, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543698+00', NULL, '2026-11-24 18:56:05.543698+00', NULL, 1);
INSERT INTO public.mail_message VALUES (67, 'stock.transfer', 7, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543699+00', NULL, '2026-11-24 18:56:05.543699+00', NULL, 1);
INSERT INTO public.mail_message VALUES (68, 'stock.lot', 14, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.5437+00', NULL, '2026-11-24 18:56:05.5437+00', NULL, 1);
INSERT INTO public.mail_message VALUES (69, 'stock.lot', 15, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543701+00', NULL, '2026-11-24 18:56:05.543701+00', NULL, 1);
INSERT INTO public.mail_message VALUES (70, 'stock.lot', 16, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543702+00', NULL, '2026-11-24 18:56:05.543702+00', NULL, 1);
INSERT INTO public.mail_message VALUES (71, 'stock.transfer', 8, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543702+00', NULL, '2026-11-24 18:56:05.543702+00', NULL, 1);
INSERT INTO public.mail_message VALUES (72, 'stock.transfer', 9, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543703+00', NULL, '2026-11-24 18:56:05.543703+00', NULL, 1);
INSERT INTO public.mail_message VALUES (73, 'stock.lot', 17, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543705+00', NULL, '2026-11-24 18:56:05.543705+00', NULL, 1);
INSERT INTO public.mail_message VALUES (74, 'stock.lot', 18, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543706+00', NULL, '2026-11-24 18:56:05.543706+00', NULL, 1);
INSERT INTO public.mail_message VALUES (75, 'stock.transfer', 10, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543707+00', NULL, '2026-11-24 18:56:05.543707+00', NULL, 1);
INSERT INTO public.mail_message VALUES (76, 'stock.transfer', 11, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543708+00', NULL, '2026-11-24 18:56:05.543708+00', NULL, 1);
INSERT INTO public.mail_message VALUES (77, 'stock.transfer', 12, 'tracking', NULL, '', '[]', NULL, '2026-11-24 18:56:05.543709+00', NULL, '2026-11-24 18:56:05.543709+00', NULL, 1);
INSERT INTO public.product_category VALUES (1, 'All products', NULL, '2026-11-24 18:56:01.542847+00', NULL, '2026-11-24 18:56:01.542847+00', NULL, 1);
INSERT INTO public.product_category VALUES (2, 'E-bikes', 1, '2026-11-24 18:56:02.791238+00', NULL, '2026-11-24 18:56:02.791238+00', NULL, 1);
INSERT INTO public.product_category VALUES (3, 'Batteries', 1, '2026-11-24 18:56:02.795396+00', NULL, '2026-11-24 18:56:02.795396+00', NULL, 1);
INSERT INTO public.product_category VALUES (4, 'Accessories', 1, '2026-11-24 18:56:02.800924+00', NULL, '2026-11-24 18:56:02.800924+00', NULL, 1);
INSERT INTO public.product_category VALUES (5, 'Spare parts', 1, '2026-11-24 18:56:02.802095+00', NULL, '2026-11-24 18:56:02.802095+00', NULL, 1);
INSERT INTO public.product_category VALUES (6, 'Services', 1, '2026-11-24 18:56:02.80824+00', NULL, '2026-11-24 18:56:02.80824+00', NULL, 1);
INSERT INTO public.product_product VALUES (1, 'Fahrwind Cargo One', 'FW-C1', NULL, 'goods', 'serial', 4290.00, 2710.00, 1, 2, 24, NULL, NULL, true, true, '2026-11-24 18:56:02.821699+00', NULL, '2026-11-24 18:56:02.832679+00', NULL, 2);
INSERT INTO public.product_product VALUES (2, 'Fahrwind City 2', 'FW-CT2', NULL, 'goods', 'serial', 2790.00, 1680.00, 1, 2, 24, NULL, NULL, true, true, '2026-11-24 18:56:02.845416+00', NULL, '2026-11-24 18:56:02.849485+00', NULL, 2);
INSERT INTO public.product_product VALUES (3, 'Fahrwind Trail 5', 'FW-T5', NULL, 'goods', 'serial', 3690.00, 2240.00, 1, 2, 24, NULL, NULL, true, true, '2026-11-24 18:56:02.853765+00', NULL, '2026-11-24 18:56:02.853765+00', NULL, 1);
INSERT INTO public.product_product VALUES (4, 'PowerCell 500 Wh battery', 'PC-500', NULL, 'goods', 'lot', 549.00, 310.00, 1, 3, 12, NULL, NULL, true, true, '2026-11-24 18:56:02.865184+00', NULL, '2026-11-24 18:56:02.865184+00', NULL, 1);
INSERT INTO public.product_product VALUES (5, 'PowerCell 750 Wh battery', 'PC-750', NULL, 'goods', 'lot', 749.00, 430.00, 1, 3, 12, NULL, NULL, true, true, '2026-11-24 18:56:02.867344+00', NULL, '2026-11-24 18:56:02.867344+00', NULL, 1);
INSERT INTO public.product_product VALUES (6, 'Charger 4 A', 'PC-CH4', NULL, 'goods', 'none', 89.00, 41.00, 1, 4, 12, NULL, NULL, true, true, '2026-11-24 18:56:02.869189+00', NULL, '2026-11-24 18:56:02.869189+00', NULL, 1);
INSERT INTO public.product_product VALUES (7, 'Helmet Kopfschutz M', 'AC-HM', NULL, 'goods', 'none', 69.90, 28.00, 1, 4, 0, NULL, NULL, true, true, '2026-11-24 18:56:02.877489+00', NULL, '2026-11-24 18:56:02.880882+00', NULL, 2);
INSERT INTO public.product_product VALUES (8, 'Folding lock 90 cm', 'AC-FL90', NULL, 'goods', 'none', 59.00, 24.50, 1, 4, 0, NULL, NULL, true, true, '2026-11-24 18:56:02.888157+00', NULL, '2026-11-24 18:56:02.888157+00', NULL, 1);
INSERT INTO public.product_product VALUES (9, 'Pannier set 2 x 20 l', 'AC-P20', NULL, 'goods', 'none', 119.00, 55.00, 1, 4, 12, NULL, NULL, true, true, '2026-11-24 18:56:02.889949+00', NULL, '2026-11-24 18:56:02.889949+00', NULL, 1);
INSERT INTO public.product_product VALUES (10, 'Display unit D3', 'SP-D3', NULL, 'goods', 'serial', 139.00, 72.00, 1, 5, 12, NULL, NULL, false, true, '2026-11-24 18:56:02.901199+00', NULL, '2026-11-24 18:56:02.901199+00', NULL, 1);
INSERT INTO public.product_product VALUES (11, 'Brake pads, pair', 'SP-BP', NULL, 'consumable', 'none', 18.50, 6.20, 1, 5, 0, NULL, NULL, false, true, '2026-11-24 18:56:02.903164+00', NULL, '2026-11-24 18:56:02.903164+00', NULL, 1);
INSERT INTO public.product_product VALUES (12, 'Chain 122 links', 'SP-CH', NULL, 'goods', 'none', 32.00, 13.00, 1, 5, 0, NULL, NULL, false, true, '2026-11-24 18:56:02.913439+00', NULL, '2026-11-24 18:56:02.913439+00', NULL, 1);
INSERT INTO public.product_product VALUES (13, 'Brake hose', 'SP-BH', NULL, 'consumable', 'none', 9.80, 3.10, 5, 5, 0, NULL, NULL, false, true, '2026-11-24 18:56:02.920188+00', NULL, '2026-11-24 18:56:02.920188+00', NULL, 1);
INSERT INTO public.product_product VALUES (14, 'Yearly inspection', 'SV-IN', NULL, 'service', 'none', 99.00, 0.00, 1, 6, 0, NULL, NULL, true, true, '2026-11-24 18:56:02.922333+00', NULL, '2026-11-24 18:56:02.922333+00', NULL, 1);
INSERT INTO public.product_product VALUES (15, 'Workshop labour', 'SV-LA', NULL, 'service', 'none', 68.00, 32.00, 2, 6, 0, NULL, NULL, false, true, '2026-11-24 18:56:02.925456+00', NULL, '2026-11-24 18:56:02.925456+00', NULL, 1);
INSERT INTO public.product_product VALUES (16, 'Delivery and set-up', 'SV-DE', NULL, 'service', 'none', 49.00, 20.00, 1, 6, 0, NULL, NULL, true, true, '2026-11-24 18:56:02.932124+00', NULL, '2026-11-24 18:56:02.932124+00', NULL, 1);
INSERT INTO public.product_product VALUES (17, 'Fahrwind City 1 (discontinued)', 'FW-CT1', NULL, 'goods', 'serial', 2390.00, 1490.00, 1, 2, 24, NULL, NULL, false, false, '2026-11-24 18:56:02.933923+00', NULL, '2026-11-24 18:56:02.933923+00', NULL, 1);
INSERT INTO public.product_tag VALUES (1, 'Cargo', '2026-11-24 18:56:02.80941+00', NULL, '2026-11-24 18:56:02.80941+00', NULL, 1);
INSERT INTO public.product_tag VALUES (2, 'Commuter', '2026-11-24 18:56:02.811575+00', NULL, '2026-11-24 18:56:02.811575+00', NULL, 1);
INSERT INTO public.rev_base VALUES ('base_0001');
INSERT INTO public.rev_core VALUES ('core_0002');
INSERT INTO public.rev_helpdesk VALUES ('helpdesk_0002');
INSERT INTO public.rev_helpdesk_return VALUES ('helpdesk_return_0001');
INSERT INTO public.rev_helpdesk_sale VALUES ('helpdesk_sale_0001');
INSERT INTO public.rev_mail VALUES ('mail_0001');
INSERT INTO public.rev_product VALUES ('product_0001');
INSERT INTO public.rev_sale VALUES ('sale_0002');
INSERT INTO public.rev_sale_stock VALUES ('sale_stock_0001');
INSERT INTO public.rev_stock VALUES ('stock_0003');
INSERT INTO public.sale_line VALUES (3, 1, 10, 16, 'Delivery and set-up', 1.000, 1, 49.00, 0.00, 49.00, 0.000, 0.000, '2026-11-24 18:56:02.966584+00', NULL, '2026-11-24 18:56:02.966584+00', NULL, 1);
INSERT INTO public.sale_line VALUES (9, 3, 10, 5, 'PowerCell 750 Wh battery', 2.000, 1, 749.00, 0.00, 1498.00, 0.000, 0.000, '2026-11-24 18:56:03.120958+00', NULL, '2026-11-24 18:56:03.120958+00', NULL, 1);
INSERT INTO public.sale_line VALUES (10, 4, 10, 6, 'Charger 4 A', 1.000, 1, 89.00, 0.00, 89.00, 0.000, 0.000, '2026-11-24 18:56:03.167476+00', NULL, '2026-11-24 18:56:03.167476+00', NULL, 1);
INSERT INTO public.sale_line VALUES (11, 4, 10, 9, 'Pannier set 2 x 20 l', 1.000, 1, 119.00, 0.00, 119.00, 0.000, 0.000, '2026-11-24 18:56:03.167476+00', NULL, '2026-11-24 18:56:03.167476+00', NULL, 1);
INSERT INTO public.sale_line VALUES (12, 5, 10, 11, 'Brake pads, pair', 20.000, 1, 18.50, 0.00, 370.00, 0.000, 0.000, '2026-11-24 18:56:03.203721+00', NULL, '2026-11-24 18:56:03.203721+00', NULL, 1);
INSERT INTO public.sale_line VALUES (13, 5, 10, 12, 'Chain 122 links', 10.000, 1, 32.00, 0.00, 320.00, 0.000, 0.000, '2026-11-24 18:56:03.203721+00', NULL, '2026-11-24 18:56:03.203721+00', NULL, 1);
INSERT INTO public.sale_line VALUES (14, 6, 10, 2, 'Fahrwind City 2', 1.000, 1, 2790.00, 0.00, 2790.00, 0.000, 0.000, '2026-11-24 18:56:03.285467+00', NULL, '2026-11-24 18:56:03.285467+00', NULL, 1);
INSERT INTO public.sale_line VALUES (15, 6, 10, 6, 'Charger 4 A', 1.000, 1, 89.00, 0.00, 89.00, 0.000, 0.000, '2026-11-24 18:56:03.285467+00', NULL, '2026-11-24 18:56:03.285467+00', NULL, 1);
INSERT INTO public.sale_line VALUES (16, 7, 10, 1, 'Fahrwind Cargo One', 1.000, 1, 4290.00, 0.00, 4290.00, 0.000, 0.000, '2026-11-24 18:56:03.295692+00', NULL, '2026-11-24 18:56:03.295692+00', NULL, 1);
INSERT INTO public.sale_line VALUES (17, 7, 10, 16, 'Delivery and set-up', 1.000, 1, 49.00, 0.00, 49.00, 0.000, 0.000, '2026-11-24 18:56:03.295692+00', NULL, '2026-11-24 18:56:03.295692+00', NULL, 1);
INSERT INTO public.sale_line VALUES (1, 1, 10, 1, 'Fahrwind Cargo One', 2.000, 1, 4290.00, 0.00, 8580.00, 2.000, 0.000, '2026-11-24 18:56:02.966584+00', NULL, '2026-11-24 18:56:02.966584+00', NULL, 2);
INSERT INTO public.sale_line VALUES (2, 1, 10, 4, 'PowerCell 500 Wh battery', 3.000, 1, 549.00, 0.00, 1647.00, 3.000, 0.000, '2026-11-24 18:56:02.966584+00', NULL, '2026-11-24 18:56:02.966584+00', NULL, 2);
INSERT INTO public.sale_line VALUES (4, 2, 10, 2, 'Fahrwind City 2', 1.000, 1, 2790.00, 0.00, 2790.00, 1.000, 0.000, '2026-11-24 18:56:03.046598+00', NULL, '2026-11-24 18:56:03.046598+00', NULL, 2);
INSERT INTO public.sale_line VALUES (5, 2, 10, 7, 'Helmet Kopfschutz M', 1.000, 1, 69.90, 0.00, 69.90, 1.000, 0.000, '2026-11-24 18:56:03.046598+00', NULL, '2026-11-24 18:56:03.046598+00', NULL, 2);
INSERT INTO public.sale_line VALUES (6, 2, 10, 8, 'Folding lock 90 cm', 1.000, 1, 59.00, 0.00, 59.00, 1.000, 0.000, '2026-11-24 18:56:03.046598+00', NULL, '2026-11-24 18:56:03.046598+00', NULL, 2);
INSERT INTO public.sale_line VALUES (7, 3, 10, 3, 'Fahrwind Trail 5', 3.000, 1, 3690.00, 0.00, 11070.00, 2.000, 0.000, '2026-11-24 18:56:03.120958+00', NULL, '2026-11-24 18:56:03.120958+00', NULL, 2);
INSERT INTO public.sale_line VALUES (8, 3, 10, 7, 'Helmet Kopfschutz M', 10.000, 1, 69.90, 0.00, 699.00, 8.000, 0.000, '2026-11-24 18:56:03.120958+00', NULL, '2026-11-24 18:56:03.120958+00', NULL, 3);
INSERT INTO public.sale_order VALUES (1, 'SO-00001', 9, 'Fleet 2026', '2026-10-15 18:56:03.046108+00', 'confirmed', 1, 1, NULL, 10276.00, '2026-10-15 18:56:02.962256+00', NULL, '2026-11-24 18:56:03.046598+00', NULL, 3);
INSERT INTO public.sale_order VALUES (2, 'SO-00002', 2, 'Webshop 1187', '2026-10-30 18:56:03.120445+00', 'confirmed', 1, 1, NULL, 2918.90, '2026-10-30 18:56:03.046137+00', NULL, '2026-11-24 18:56:03.120958+00', NULL, 3);
INSERT INTO public.sale_order VALUES (3, 'SO-00003', 13, 'NW-7734', '2026-11-12 18:56:03.167052+00', 'confirmed', 1, 1, NULL, 13267.00, '2026-11-12 18:56:03.120475+00', NULL, '2026-11-24 18:56:03.167476+00', NULL, 3);
INSERT INTO public.sale_order VALUES (4, 'SO-00004', 3, 'Webshop 1204', '2026-11-21 18:56:03.203288+00', 'confirmed', 1, 1, NULL, 208.00, '2026-11-21 18:56:03.167077+00', NULL, '2026-11-24 18:56:03.203721+00', NULL, 3);
INSERT INTO public.sale_order VALUES (5, 'SO-00005', 12, 'Workshop stock', '2026-11-22 18:56:03.285059+00', 'confirmed', 1, 1, NULL, 690.00, '2026-11-22 18:56:03.203312+00', NULL, '2026-11-24 18:56:03.285467+00', NULL, 3);
INSERT INTO public.sale_order VALUES (6, 'SO-00006', 4, 'Webshop 1211', '2026-11-23 18:56:03.295343+00', 'quotation', 1, 1, NULL, 2879.00, '2026-11-23 18:56:03.285086+00', NULL, '2026-11-24 18:56:03.295692+00', NULL, 2);
INSERT INTO public.sale_order VALUES (7, 'SO-00007', 10, 'Depot Altona', '2026-11-23 18:56:03.302265+00', 'sent', 1, 1, NULL, 4339.00, '2026-11-23 18:56:03.295362+00', NULL, '2026-11-24 18:56:03.302328+00', NULL, 2);
INSERT INTO public.stock_location VALUES (1, 'Suppliers', NULL, 'supplier', false, NULL, true, '2026-11-24 18:56:01.553702+00', NULL, '2026-11-24 18:56:01.553702+00', NULL, 1);
INSERT INTO public.stock_location VALUES (2, 'Customers', NULL, 'customer', false, NULL, true, '2026-11-24 18:56:01.560789+00', NULL, '2026-11-24 18:56:01.560789+00', NULL, 1);
INSERT INTO public.stock_location VALUES (3, 'Scrap', NULL, 'scrap', false, NULL, true, '2026-11-24 18:56:01.563324+00', NULL, '2026-11-24 18:56:01.563324+00', NULL, 1);
INSERT INTO public.stock_location VALUES (4, 'Production', NULL, 'production', false, NULL, true, '2026-11-24 18:56:01.564363+00', NULL, '2026-11-24 18:56:01.564363+00', NULL, 1);
INSERT INTO public.stock_location VALUES (5, 'In Transit', NULL, 'transit', false, NULL, true, '2026-11-24 18:56:01.565292+00', NULL, '2026-11-24 18:56:01.565292+00', NULL, 1);
INSERT INTO public.stock_location VALUES (6, 'WH', NULL, 'view', false, 1, true, '2026-11-24 18:56:01.576968+00', NULL, '2026-11-24 18:56:01.576968+00', NULL, 1);
INSERT INTO public.stock_location VALUES (7, 'WH/Stock', 6, 'internal', true, 1, true, '2026-11-24 18:56:01.576968+00', NULL, '2026-11-24 18:56:01.576968+00', NULL, 1);
INSERT INTO public.stock_location VALUES (8, 'WH/Input', 6, 'internal', false, 1, true, '2026-11-24 18:56:01.576968+00', NULL, '2026-11-24 18:56:01.576968+00', NULL, 1);
INSERT INTO public.stock_location VALUES (9, 'WH/Output', 6, 'internal', false, 1, true, '2026-11-24 18:56:01.576968+00', NULL, '2026-11-24 18:56:01.576968+00', NULL, 1);
INSERT INTO public.stock_location VALUES (10, 'WH/Returns', 6, 'internal', true, 1, true, '2026-11-24 18:56:01.576968+00', NULL, '2026-11-24 18:56:01.576968+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (3, 'C1-26-0003', 1, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.562154+00', NULL, '2026-11-24 18:56:03.562154+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (4, 'C1-26-0004', 1, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.573252+00', NULL, '2026-11-24 18:56:03.573252+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (5, 'C1-26-0005', 1, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.586143+00', NULL, '2026-11-24 18:56:03.586143+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (6, 'C1-26-0006', 1, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.593422+00', NULL, '2026-11-24 18:56:03.593422+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (8, 'CT2-26-0002', 2, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.612396+00', NULL, '2026-11-24 18:56:03.612396+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (9, 'CT2-26-0003', 2, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.629658+00', NULL, '2026-11-24 18:56:03.629658+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (10, 'CT2-26-0004', 2, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.646257+00', NULL, '2026-11-24 18:56:03.646257+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (11, 'CT2-26-0005', 2, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:03.658138+00', NULL, '2026-11-24 18:56:03.658138+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (15, 'PC500-B15', 4, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:04.201605+00', NULL, '2026-11-24 18:56:04.201605+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (16, 'PC750-B03', 5, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:04.211262+00', NULL, '2026-11-24 18:56:04.211262+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (17, 'D3-0101', 10, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:04.731211+00', NULL, '2026-11-24 18:56:04.731211+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (18, 'D3-0102', 10, 1, NULL, NULL, NULL, NULL, '2026-11-24 18:56:04.749489+00', NULL, '2026-11-24 18:56:04.749489+00', NULL, 1);
INSERT INTO public.stock_lot VALUES (1, 'C1-26-0001', 1, 1, 9, '2026-11-24', '2028-11-24', NULL, '2026-11-24 18:56:03.537789+00', NULL, '2026-11-24 18:56:03.537789+00', NULL, 2);
INSERT INTO public.stock_lot VALUES (2, 'C1-26-0002', 1, 1, 9, '2026-11-24', '2028-11-24', NULL, '2026-11-24 18:56:03.554104+00', NULL, '2026-11-24 18:56:03.554104+00', NULL, 2);
INSERT INTO public.stock_lot VALUES (14, 'PC500-B14', 4, 1, 9, '2026-11-24', '2027-11-24', NULL, '2026-11-24 18:56:04.188061+00', NULL, '2026-11-24 18:56:04.188061+00', NULL, 2);
INSERT INTO public.stock_lot VALUES (7, 'CT2-26-0001', 2, 1, 2, '2026-11-24', '2028-11-24', NULL, '2026-11-24 18:56:03.603046+00', NULL, '2026-11-24 18:56:03.603046+00', NULL, 2);
INSERT INTO public.stock_lot VALUES (12, 'T5-26-0001', 3, 1, 13, '2026-11-24', '2028-11-24', NULL, '2026-11-24 18:56:03.67275+00', NULL, '2026-11-24 18:56:03.67275+00', NULL, 2);
INSERT INTO public.stock_lot VALUES (13, 'T5-26-0002', 3, 1, 13, '2026-11-24', '2028-11-24', NULL, '2026-11-24 18:56:03.689552+00', NULL, '2026-11-24 18:56:03.689552+00', NULL, 2);
INSERT INTO public.stock_move VALUES (12, 5, 10, 12, 'Chain 122 links', 10.000, 0.000, 0.000, 7, 2, 'waiting', NULL, '2026-11-24 18:56:03.231294+00', NULL, '2026-11-24 18:56:03.249422+00', NULL, 2, 13);
INSERT INTO public.stock_move VALUES (11, 5, 10, 11, 'Brake pads, pair', 20.000, 0.000, 0.000, 7, 2, 'ready', NULL, '2026-11-24 18:56:03.231294+00', NULL, '2026-11-24 18:56:03.280247+00', NULL, 3, 12);
INSERT INTO public.stock_move VALUES (13, 6, 10, 1, 'Fahrwind Cargo One', 6.000, 0.000, 6.000, 1, 7, 'done', NULL, '2026-11-24 18:56:03.396611+00', NULL, '2026-11-24 18:56:03.960627+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (14, 6, 10, 2, 'Fahrwind City 2', 5.000, 0.000, 5.000, 1, 7, 'done', NULL, '2026-11-24 18:56:03.396611+00', NULL, '2026-11-24 18:56:03.960627+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (15, 6, 10, 3, 'Fahrwind Trail 5', 2.000, 0.000, 2.000, 1, 7, 'done', NULL, '2026-11-24 18:56:03.396611+00', NULL, '2026-11-24 18:56:03.960627+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (16, 7, 10, 4, 'PowerCell 500 Wh battery', 20.000, 0.000, 20.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.112724+00', NULL, '2026-11-24 18:56:04.269171+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (17, 7, 10, 5, 'PowerCell 750 Wh battery', 10.000, 0.000, 10.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.112724+00', NULL, '2026-11-24 18:56:04.269171+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (18, 8, 10, 7, 'Helmet Kopfschutz M', 30.000, 0.000, 30.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.373051+00', NULL, '2026-11-24 18:56:04.572968+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (19, 8, 10, 8, 'Folding lock 90 cm', 20.000, 0.000, 20.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.373051+00', NULL, '2026-11-24 18:56:04.572968+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (20, 8, 10, 9, 'Pannier set 2 x 20 l', 8.000, 0.000, 8.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.373051+00', NULL, '2026-11-24 18:56:04.572968+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (21, 8, 10, 6, 'Charger 4 A', 15.000, 0.000, 15.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.373051+00', NULL, '2026-11-24 18:56:04.572968+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (9, 4, 10, 6, 'Charger 4 A', 1.000, 1.000, 0.000, 7, 2, 'ready', NULL, '2026-11-24 18:56:03.184635+00', NULL, '2026-11-24 18:56:04.604875+00', NULL, 4, 10);
INSERT INTO public.stock_move VALUES (10, 4, 10, 9, 'Pannier set 2 x 20 l', 1.000, 1.000, 0.000, 7, 2, 'ready', NULL, '2026-11-24 18:56:03.184635+00', NULL, '2026-11-24 18:56:04.67276+00', NULL, 4, 11);
INSERT INTO public.stock_move VALUES (22, 9, 10, 10, 'Display unit D3', 2.000, 0.000, 2.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.681275+00', NULL, '2026-11-24 18:56:04.797382+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (23, 9, 10, 11, 'Brake pads, pair', 12.000, 0.000, 12.000, 1, 7, 'done', NULL, '2026-11-24 18:56:04.681275+00', NULL, '2026-11-24 18:56:04.797382+00', NULL, 4, NULL);
INSERT INTO public.stock_move VALUES (1, 1, 10, 1, 'Fahrwind Cargo One', 2.000, 0.000, 2.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.001027+00', NULL, '2026-11-24 18:56:04.885165+00', NULL, 6, 1);
INSERT INTO public.stock_move VALUES (2, 1, 10, 4, 'PowerCell 500 Wh battery', 3.000, 0.000, 3.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.001027+00', NULL, '2026-11-24 18:56:04.895165+00', NULL, 5, 2);
INSERT INTO public.stock_move VALUES (3, 2, 10, 2, 'Fahrwind City 2', 1.000, 0.000, 1.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.072866+00', NULL, '2026-11-24 18:56:05.021456+00', NULL, 5, 4);
INSERT INTO public.stock_move VALUES (4, 2, 10, 7, 'Helmet Kopfschutz M', 1.000, 0.000, 1.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.072866+00', NULL, '2026-11-24 18:56:05.028261+00', NULL, 5, 5);
INSERT INTO public.stock_move VALUES (5, 2, 10, 8, 'Folding lock 90 cm', 1.000, 0.000, 1.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.072866+00', NULL, '2026-11-24 18:56:05.028261+00', NULL, 5, 6);
INSERT INTO public.stock_move VALUES (6, 3, 10, 3, 'Fahrwind Trail 5', 2.000, 0.000, 2.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.138032+00', NULL, '2026-11-24 18:56:05.228705+00', NULL, 5, 7);
INSERT INTO public.stock_move VALUES (7, 3, 10, 7, 'Helmet Kopfschutz M', 10.000, 0.000, 10.000, 7, 2, 'done', NULL, '2026-11-24 18:56:03.138032+00', NULL, '2026-11-24 18:56:05.246729+00', NULL, 5, 8);
INSERT INTO public.stock_move VALUES (8, 3, 10, 5, 'PowerCell 750 Wh battery', 2.000, 0.000, 0.000, 7, 2, 'cancelled', NULL, '2026-11-24 18:56:03.138032+00', NULL, '2026-11-24 18:56:05.246729+00', NULL, 5, 9);
INSERT INTO public.stock_move VALUES (24, 10, 10, 3, 'Fahrwind Trail 5', 1.000, 0.000, 0.000, 7, 2, 'waiting', NULL, '2026-11-24 18:56:05.1043+00', NULL, '2026-11-24 18:56:05.268486+00', NULL, 2, 7);
INSERT INTO public.stock_move VALUES (25, 10, 10, 5, 'PowerCell 750 Wh battery', 2.000, 2.000, 0.000, 7, 2, 'ready', NULL, '2026-11-24 18:56:05.1043+00', NULL, '2026-11-24 18:56:05.268486+00', NULL, 2, 9);
INSERT INTO public.stock_move VALUES (26, 11, 10, 7, 'Helmet Kopfschutz M', 2.000, 0.000, 2.000, 2, 10, 'done', 7, '2026-11-24 18:56:05.3351+00', NULL, '2026-11-24 18:56:05.411855+00', NULL, 2, 8);
INSERT INTO public.stock_move VALUES (27, 12, 10, 4, 'PowerCell 500 Wh battery', 1.000, 0.000, 0.000, 2, 10, 'ready', 2, '2026-11-24 18:56:05.44621+00', NULL, '2026-11-24 18:56:05.44621+00', NULL, 1, 2);
INSERT INTO public.stock_move_line VALUES (1, 5, 11, 11, NULL, NULL, 20.000, 0.000, NULL, '2026-11-24 18:56:03.260766+00', NULL, '2026-11-24 18:56:03.260766+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (2, 6, 13, 1, 1, 'C1-26-0001', 1.000, 0.000, NULL, '2026-11-24 18:56:03.41961+00', NULL, '2026-11-24 18:56:03.544593+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (3, 6, 13, 1, 2, 'C1-26-0002', 1.000, 0.000, NULL, '2026-11-24 18:56:03.41961+00', NULL, '2026-11-24 18:56:03.55651+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (4, 6, 13, 1, 3, 'C1-26-0003', 1.000, 0.000, NULL, '2026-11-24 18:56:03.41961+00', NULL, '2026-11-24 18:56:03.569929+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (5, 6, 13, 1, 4, 'C1-26-0004', 1.000, 0.000, NULL, '2026-11-24 18:56:03.41961+00', NULL, '2026-11-24 18:56:03.577625+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (6, 6, 13, 1, 5, 'C1-26-0005', 1.000, 0.000, NULL, '2026-11-24 18:56:03.41961+00', NULL, '2026-11-24 18:56:03.588189+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (7, 6, 13, 1, 6, 'C1-26-0006', 1.000, 0.000, NULL, '2026-11-24 18:56:03.41961+00', NULL, '2026-11-24 18:56:03.599832+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (8, 6, 14, 2, 7, 'CT2-26-0001', 1.000, 0.000, NULL, '2026-11-24 18:56:03.434408+00', NULL, '2026-11-24 18:56:03.609385+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (9, 6, 14, 2, 8, 'CT2-26-0002', 1.000, 0.000, NULL, '2026-11-24 18:56:03.434408+00', NULL, '2026-11-24 18:56:03.619763+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (10, 6, 14, 2, 9, 'CT2-26-0003', 1.000, 0.000, NULL, '2026-11-24 18:56:03.434408+00', NULL, '2026-11-24 18:56:03.633559+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (11, 6, 14, 2, 10, 'CT2-26-0004', 1.000, 0.000, NULL, '2026-11-24 18:56:03.434408+00', NULL, '2026-11-24 18:56:03.648275+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (12, 6, 14, 2, 11, 'CT2-26-0005', 1.000, 0.000, NULL, '2026-11-24 18:56:03.434408+00', NULL, '2026-11-24 18:56:03.669525+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (13, 6, 15, 3, 12, 'T5-26-0001', 1.000, 0.000, NULL, '2026-11-24 18:56:03.447929+00', NULL, '2026-11-24 18:56:03.681662+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (14, 6, 15, 3, 13, 'T5-26-0002', 1.000, 0.000, NULL, '2026-11-24 18:56:03.447929+00', NULL, '2026-11-24 18:56:03.691204+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (15, 1, 1, 1, 1, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.003602+00', NULL, '2026-11-24 18:56:04.003602+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (16, 1, 1, 1, 2, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.003602+00', NULL, '2026-11-24 18:56:04.003602+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (17, 2, 3, 2, 7, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.049267+00', NULL, '2026-11-24 18:56:04.049267+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (18, 3, 6, 3, 12, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.085974+00', NULL, '2026-11-24 18:56:04.085974+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (19, 3, 6, 3, 13, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.085974+00', NULL, '2026-11-24 18:56:04.085974+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (20, 7, 16, 4, 14, 'PC500-B14', 8.000, 0.000, NULL, '2026-11-24 18:56:04.134153+00', NULL, '2026-11-24 18:56:04.197791+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (22, 7, 16, 4, 15, 'PC500-B15', 12.000, 0.000, NULL, '2026-11-24 18:56:04.155909+00', NULL, '2026-11-24 18:56:04.208387+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (21, 7, 17, 5, 16, 'PC750-B03', 10.000, 0.000, NULL, '2026-11-24 18:56:04.145147+00', NULL, '2026-11-24 18:56:04.21453+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (26, 8, 18, 7, NULL, NULL, 30.000, 0.000, NULL, '2026-11-24 18:56:04.42071+00', NULL, '2026-11-24 18:56:04.462806+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (27, 8, 19, 8, NULL, NULL, 20.000, 0.000, NULL, '2026-11-24 18:56:04.43664+00', NULL, '2026-11-24 18:56:04.464008+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (28, 8, 20, 9, NULL, NULL, 8.000, 0.000, NULL, '2026-11-24 18:56:04.448393+00', NULL, '2026-11-24 18:56:04.465047+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (25, 8, 21, 6, NULL, NULL, 15.000, 0.000, NULL, '2026-11-24 18:56:04.410707+00', NULL, '2026-11-24 18:56:04.472195+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (29, 4, 9, 6, NULL, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.599748+00', NULL, '2026-11-24 18:56:04.599748+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (30, 2, 4, 7, NULL, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.619348+00', NULL, '2026-11-24 18:56:04.619348+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (32, 2, 5, 8, NULL, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.649217+00', NULL, '2026-11-24 18:56:04.649217+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (33, 4, 10, 9, NULL, NULL, 1.000, 0.000, NULL, '2026-11-24 18:56:04.66699+00', NULL, '2026-11-24 18:56:04.66699+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (36, 9, 23, 11, NULL, NULL, 12.000, 0.000, NULL, '2026-11-24 18:56:04.695696+00', NULL, '2026-11-24 18:56:04.715896+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (34, 9, 22, 10, 17, 'D3-0101', 1.000, 0.000, NULL, '2026-11-24 18:56:04.692829+00', NULL, '2026-11-24 18:56:04.741918+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (35, 9, 22, 10, 18, 'D3-0102', 1.000, 0.000, NULL, '2026-11-24 18:56:04.692829+00', NULL, '2026-11-24 18:56:04.756295+00', NULL, 3);
INSERT INTO public.stock_move_line VALUES (37, 10, 25, 5, 16, NULL, 2.000, 0.000, NULL, '2026-11-24 18:56:05.268486+00', NULL, '2026-11-24 18:56:05.268486+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (31, 3, 7, 7, NULL, NULL, 10.000, 2.000, NULL, '2026-11-24 18:56:04.633033+00', NULL, '2026-11-24 18:56:04.633033+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (38, 11, 26, 7, NULL, NULL, 2.000, 0.000, 31, '2026-11-24 18:56:05.357373+00', NULL, '2026-11-24 18:56:05.357373+00', NULL, 1);
INSERT INTO public.stock_move_line VALUES (23, 1, 2, 4, 14, NULL, 3.000, 1.000, NULL, '2026-11-24 18:56:04.294202+00', NULL, '2026-11-24 18:56:04.294202+00', NULL, 2);
INSERT INTO public.stock_move_line VALUES (39, 12, 27, 4, 14, NULL, 1.000, 0.000, 23, '2026-11-24 18:56:05.47957+00', NULL, '2026-11-24 18:56:05.47957+00', NULL, 1);
INSERT INTO public.stock_quant VALUES (1, 1, 1, 1, 1, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.699285+00', NULL, '2026-11-24 18:56:03.69929+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (3, 1, 1, 1, 2, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.71926+00', NULL, '2026-11-24 18:56:03.719264+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (5, 1, 1, 1, 3, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.73358+00', NULL, '2026-11-24 18:56:03.733585+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (6, 1, 1, 7, 3, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.735997+00', NULL, '2026-11-24 18:56:03.735999+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (7, 1, 1, 1, 4, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.748218+00', NULL, '2026-11-24 18:56:03.748223+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (8, 1, 1, 7, 4, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.750529+00', NULL, '2026-11-24 18:56:03.750532+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (9, 1, 1, 1, 5, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.759259+00', NULL, '2026-11-24 18:56:03.759263+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (10, 1, 1, 7, 5, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.76802+00', NULL, '2026-11-24 18:56:03.768023+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (11, 1, 1, 1, 6, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.781393+00', NULL, '2026-11-24 18:56:03.781399+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (12, 1, 1, 7, 6, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.788048+00', NULL, '2026-11-24 18:56:03.788052+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (13, 1, 2, 1, 7, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.801402+00', NULL, '2026-11-24 18:56:03.801408+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (15, 1, 2, 1, 8, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.832294+00', NULL, '2026-11-24 18:56:03.832299+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (16, 1, 2, 7, 8, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.84005+00', NULL, '2026-11-24 18:56:03.840054+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (17, 1, 2, 1, 9, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.853139+00', NULL, '2026-11-24 18:56:03.853145+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (18, 1, 2, 7, 9, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.860017+00', NULL, '2026-11-24 18:56:03.86002+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (19, 1, 2, 1, 10, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.880121+00', NULL, '2026-11-24 18:56:03.880127+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (20, 1, 2, 7, 10, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.883155+00', NULL, '2026-11-24 18:56:03.883158+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (21, 1, 2, 1, 11, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.899412+00', NULL, '2026-11-24 18:56:03.899418+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (22, 1, 2, 7, 11, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:03.904032+00', NULL, '2026-11-24 18:56:03.904035+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (23, 1, 3, 1, 12, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.920993+00', NULL, '2026-11-24 18:56:03.920997+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (25, 1, 3, 1, 13, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:03.939541+00', NULL, '2026-11-24 18:56:03.939547+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (27, 1, 4, 1, 14, -8.000, 0.000, NULL, false, '2026-11-24 18:56:04.223943+00', NULL, '2026-11-24 18:56:04.223947+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (29, 1, 4, 1, 15, -12.000, 0.000, NULL, false, '2026-11-24 18:56:04.241038+00', NULL, '2026-11-24 18:56:04.241041+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (30, 1, 4, 7, 15, 12.000, 0.000, NULL, true, '2026-11-24 18:56:04.244877+00', NULL, '2026-11-24 18:56:04.244879+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (31, 1, 5, 1, 16, -10.000, 0.000, NULL, false, '2026-11-24 18:56:04.2489+00', NULL, '2026-11-24 18:56:04.248902+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (33, 1, 6, 1, NULL, -15.000, 0.000, NULL, false, '2026-11-24 18:56:04.512026+00', NULL, '2026-11-24 18:56:04.512029+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (35, 1, 7, 1, NULL, -30.000, 0.000, NULL, false, '2026-11-24 18:56:04.536389+00', NULL, '2026-11-24 18:56:04.536392+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (37, 1, 8, 1, NULL, -20.000, 0.000, NULL, false, '2026-11-24 18:56:04.544038+00', NULL, '2026-11-24 18:56:04.544041+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (39, 1, 9, 1, NULL, -8.000, 0.000, NULL, false, '2026-11-24 18:56:04.561437+00', NULL, '2026-11-24 18:56:04.561441+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (34, 1, 6, 7, NULL, 15.000, 1.000, NULL, true, '2026-11-24 18:56:04.524048+00', NULL, '2026-11-24 18:56:04.524051+00', NULL, 3);
INSERT INTO public.stock_quant VALUES (40, 1, 9, 7, NULL, 8.000, 1.000, NULL, true, '2026-11-24 18:56:04.563488+00', NULL, '2026-11-24 18:56:04.563491+00', NULL, 3);
INSERT INTO public.stock_quant VALUES (41, 1, 10, 1, 17, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:04.762149+00', NULL, '2026-11-24 18:56:04.762153+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (42, 1, 10, 7, 17, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:04.774223+00', NULL, '2026-11-24 18:56:04.774228+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (43, 1, 10, 1, 18, -1.000, 0.000, 1.000, false, '2026-11-24 18:56:04.782199+00', NULL, '2026-11-24 18:56:04.782203+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (44, 1, 10, 7, 18, 1.000, 0.000, 1.000, true, '2026-11-24 18:56:04.787723+00', NULL, '2026-11-24 18:56:04.787727+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (2, 1, 1, 7, 1, 0.000, 0.000, 1.000, true, '2026-11-24 18:56:03.710289+00', NULL, '2026-11-24 18:56:03.710293+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (45, 1, 1, 2, 1, 1.000, 0.000, 1.000, false, '2026-11-24 18:56:04.840874+00', NULL, '2026-11-24 18:56:04.840878+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (4, 1, 1, 7, 2, 0.000, 0.000, 1.000, true, '2026-11-24 18:56:03.725118+00', NULL, '2026-11-24 18:56:03.725121+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (46, 1, 1, 2, 2, 1.000, 0.000, 1.000, false, '2026-11-24 18:56:04.857885+00', NULL, '2026-11-24 18:56:04.85789+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (47, 1, 4, 2, 14, 3.000, 0.000, NULL, false, '2026-11-24 18:56:04.873032+00', NULL, '2026-11-24 18:56:04.873037+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (28, 1, 4, 7, 14, 5.000, 0.000, NULL, true, '2026-11-24 18:56:04.236332+00', NULL, '2026-11-24 18:56:04.236336+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (14, 1, 2, 7, 7, 0.000, 0.000, 1.000, true, '2026-11-24 18:56:03.808341+00', NULL, '2026-11-24 18:56:03.808348+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (48, 1, 2, 2, 7, 1.000, 0.000, 1.000, false, '2026-11-24 18:56:04.981718+00', NULL, '2026-11-24 18:56:04.981721+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (50, 1, 8, 2, NULL, 1.000, 0.000, NULL, false, '2026-11-24 18:56:05.016107+00', NULL, '2026-11-24 18:56:05.01611+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (38, 1, 8, 7, NULL, 19.000, 0.000, NULL, true, '2026-11-24 18:56:04.550159+00', NULL, '2026-11-24 18:56:04.550162+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (24, 1, 3, 7, 12, 0.000, 0.000, 1.000, true, '2026-11-24 18:56:03.923567+00', NULL, '2026-11-24 18:56:03.92357+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (51, 1, 3, 2, 12, 1.000, 0.000, 1.000, false, '2026-11-24 18:56:05.176171+00', NULL, '2026-11-24 18:56:05.176176+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (26, 1, 3, 7, 13, 0.000, 0.000, 1.000, true, '2026-11-24 18:56:03.945622+00', NULL, '2026-11-24 18:56:03.945626+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (52, 1, 3, 2, 13, 1.000, 0.000, 1.000, false, '2026-11-24 18:56:05.194826+00', NULL, '2026-11-24 18:56:05.194831+00', NULL, 2);
INSERT INTO public.stock_quant VALUES (36, 1, 7, 7, NULL, 19.000, 0.000, NULL, true, '2026-11-24 18:56:04.539326+00', NULL, '2026-11-24 18:56:04.539329+00', NULL, 6);
INSERT INTO public.stock_quant VALUES (32, 1, 5, 7, 16, 10.000, 2.000, NULL, true, '2026-11-24 18:56:04.256219+00', NULL, '2026-11-24 18:56:04.256222+00', NULL, 5);
INSERT INTO public.stock_quant VALUES (49, 1, 7, 2, NULL, 9.000, 0.000, NULL, false, '2026-11-24 18:56:05.001125+00', NULL, '2026-11-24 18:56:05.001159+00', NULL, 4);
INSERT INTO public.stock_quant VALUES (53, 1, 7, 10, NULL, 2.000, 0.000, NULL, true, '2026-11-24 18:56:05.408054+00', NULL, '2026-11-24 18:56:05.408058+00', NULL, 2);
INSERT INTO public.stock_reservation VALUES (8, 9, 34, NULL, 1.000);
INSERT INTO public.stock_reservation VALUES (12, 10, 40, NULL, 1.000);
INSERT INTO public.stock_reservation VALUES (13, 25, 32, NULL, 2.000);
INSERT INTO public.stock_reservation VALUES (15, 27, NULL, 23, 1.000);
INSERT INTO public.stock_transfer VALUES (5, 'OUT/00005', 'delivery', 12, 7, 2, 'SO-00005', '2026-11-24 18:56:03.230691+00', NULL, 1, 'waiting', NULL, NULL, '2026-11-24 18:56:03.231294+00', NULL, '2026-11-24 18:56:03.280247+00', NULL, 2, 5, NULL);
INSERT INTO public.stock_transfer VALUES (6, 'IN/00001', 'receipt', NULL, 1, 7, 'Frame works, spring', '2026-11-24 18:56:03.389547+00', '2026-11-24 18:56:03.960334+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:03.396611+00', NULL, '2026-11-24 18:56:03.960627+00', NULL, 3, NULL, NULL);
INSERT INTO public.stock_transfer VALUES (7, 'IN/00002', 'receipt', NULL, 1, 7, 'PowerCell, batch 14', '2026-11-24 18:56:04.101249+00', '2026-11-24 18:56:04.268931+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:04.112724+00', NULL, '2026-11-24 18:56:04.269171+00', NULL, 3, NULL, NULL);
INSERT INTO public.stock_transfer VALUES (8, 'IN/00003', 'receipt', NULL, 1, 7, 'Accessories', '2026-11-24 18:56:04.360316+00', '2026-11-24 18:56:04.572689+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:04.373051+00', NULL, '2026-11-24 18:56:04.572968+00', NULL, 3, NULL, NULL);
INSERT INTO public.stock_transfer VALUES (4, 'OUT/00004', 'delivery', 3, 7, 2, 'SO-00004', '2026-11-24 18:56:03.184117+00', NULL, 1, 'ready', NULL, NULL, '2026-11-24 18:56:03.184635+00', NULL, '2026-11-24 18:56:04.67276+00', NULL, 3, 4, NULL);
INSERT INTO public.stock_transfer VALUES (9, 'IN/00004', 'receipt', NULL, 1, 7, 'Spare parts', '2026-11-24 18:56:04.674553+00', '2026-11-24 18:56:04.797138+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:04.681275+00', NULL, '2026-11-24 18:56:04.797382+00', NULL, 3, NULL, NULL);
INSERT INTO public.stock_transfer VALUES (1, 'OUT/00001', 'delivery', 9, 7, 2, 'SO-00001', '2026-11-24 18:56:03.000433+00', '2026-11-24 18:56:04.91205+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:03.001027+00', NULL, '2026-11-24 18:56:04.912225+00', NULL, 4, 1, NULL);
INSERT INTO public.stock_transfer VALUES (2, 'OUT/00002', 'delivery', 2, 7, 2, 'SO-00002', '2026-11-24 18:56:03.072233+00', '2026-11-24 18:56:05.028053+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:03.072866+00', NULL, '2026-11-24 18:56:05.028261+00', NULL, 4, 2, NULL);
INSERT INTO public.stock_transfer VALUES (3, 'OUT/00003', 'delivery', 13, 7, 2, 'SO-00003', '2026-11-24 18:56:03.137462+00', '2026-11-24 18:56:05.246527+00', 1, 'done', NULL, NULL, '2026-11-24 18:56:03.138032+00', NULL, '2026-11-24 18:56:05.246729+00', NULL, 3, 3, NULL);
INSERT INTO public.stock_transfer VALUES (10, 'OUT/00006', 'delivery', 13, 7, 2, 'SO-00003', '2026-11-24 18:56:05.101302+00', NULL, 1, 'waiting', NULL, 3, '2026-11-24 18:56:05.1043+00', NULL, '2026-11-24 18:56:05.268486+00', NULL, 2, 3, NULL);
INSERT INTO public.stock_transfer VALUES (11, 'IN/00005', 'receipt', 13, 2, 10, 'Return of OUT/00003', '2026-11-24 18:56:05.334569+00', '2026-11-24 18:56:05.411649+00', 1, 'done', 3, NULL, '2026-11-24 18:56:05.3351+00', NULL, '2026-11-24 18:56:05.411855+00', NULL, 2, 3, 4);
INSERT INTO public.stock_transfer VALUES (12, 'IN/00006', 'receipt', 9, 2, 10, 'Return of OUT/00001', '2026-11-24 18:56:05.445687+00', NULL, 1, 'ready', 1, NULL, '2026-11-24 18:56:05.44621+00', NULL, '2026-11-24 18:56:05.44621+00', NULL, 1, 1, 8);
INSERT INTO public.stock_warehouse VALUES (1, 'Warehouse', 'WH', 1, 7, 8, 9, 10, true, '2026-11-24 18:56:01.576968+00', NULL, '2026-11-24 18:56:01.576968+00', NULL, 1);
SELECT pg_catalog.setval('public.base_attachment_id_seq', 1, false);
SELECT pg_catalog.setval('public.base_company_id_seq', 1, true);
SELECT pg_catalog.setval('public.base_contact_id_seq', 18, true);
SELECT pg_catalog.setval('public.base_contact_tag_id_seq', 2, true);
SELECT pg_catalog.setval('public.base_country_id_seq', 30, true);
SELECT pg_catalog.setval('public.base_credential_id_seq', 6, true);
SELECT pg_catalog.setval('public.base_currency_id_seq', 4, true);
SELECT pg_catalog.setval('public.base_role_id_seq', 10, true);
SELECT pg_catalog.setval('public.base_saved_search_id_seq', 1, false);
SELECT pg_catalog.setval('public.base_unit_id_seq', 6, true);
SELECT pg_catalog.setval('public.base_user_id_seq', 6, true);
SELECT pg_catalog.setval('public.core_addon_id_seq', 9, true);
SELECT pg_catalog.setval('public.core_api_key_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_attempt_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_audit_entry_id_seq', 103, true);
SELECT pg_catalog.setval('public.core_external_key_id_seq', 102, true);
SELECT pg_catalog.setval('public.core_form_token_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_sequence_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_session_id_seq', 1, false);
SELECT pg_catalog.setval('public.core_state_id_seq', 1, false);
SELECT pg_catalog.setval('public.helpdesk_stage_id_seq', 5, true);
SELECT pg_catalog.setval('public.helpdesk_tag_id_seq', 5, true);
SELECT pg_catalog.setval('public.helpdesk_team_id_seq', 2, true);
SELECT pg_catalog.setval('public.helpdesk_ticket_id_seq', 12, true);
SELECT pg_catalog.setval('public.helpdesk_turn_id_seq', 1, false);
SELECT pg_catalog.setval('public.helpdesk_type_id_seq', 4, true);
SELECT pg_catalog.setval('public.mail_follower_id_seq', 22, true);
SELECT pg_catalog.setval('public.mail_message_id_seq', 77, true);
SELECT pg_catalog.setval('public.number_helpdesk_ticket', 12, true);
SELECT pg_catalog.setval('public.number_sale_order', 7, true);
SELECT pg_catalog.setval('public.number_stock_delivery', 6, true);
SELECT pg_catalog.setval('public.number_stock_receipt', 6, true);
SELECT pg_catalog.setval('public.product_category_id_seq', 6, true);
SELECT pg_catalog.setval('public.product_product_id_seq', 17, true);
SELECT pg_catalog.setval('public.product_tag_id_seq', 2, true);
SELECT pg_catalog.setval('public.sale_line_id_seq', 17, true);
SELECT pg_catalog.setval('public.sale_order_id_seq', 7, true);
SELECT pg_catalog.setval('public.stock_location_id_seq', 10, true);
SELECT pg_catalog.setval('public.stock_lot_id_seq', 18, true);
SELECT pg_catalog.setval('public.stock_move_id_seq', 27, true);
SELECT pg_catalog.setval('public.stock_move_line_id_seq', 39, true);
SELECT pg_catalog.setval('public.stock_quant_id_seq', 53, true);
SELECT pg_catalog.setval('public.stock_reservation_id_seq', 15, true);
SELECT pg_catalog.setval('public.stock_transfer_id_seq', 12, true);
SELECT pg_catalog.setval('public.stock_warehouse_id_seq', 1, true);
ALTER TABLE ONLY public.base_attachment
    ADD CONSTRAINT pk_base_attachment PRIMARY KEY (id);
ALTER TABLE ONLY public.base_company
    ADD CONSTRAINT pk_base_company PRIMARY KEY (id);
ALTER TABLE ONLY public.base_contact
    ADD CONSTRAINT pk_base_contact PRIMARY KEY (id);
ALTER TABLE ONLY public.base_contact_tag
    ADD CONSTRAINT pk_base_contact_tag PRIMARY KEY (id);
ALTER TABLE ONLY public.base_country
    ADD CONSTRAINT pk_base_country PRIMARY KEY (id);
ALTER TABLE ONLY public.base_credential
    ADD CONSTRAINT pk_base_credential PRIMARY KEY (id);
ALTER TABLE ONLY public.base_currency
    ADD CONSTRAINT pk_base_currency PRIMARY KEY (id);
ALTER TABLE ONLY public.base_role
    ADD CONSTRAINT pk_base_role PRIMARY KEY (id);
ALTER TABLE ONLY public.base_saved_search
    ADD CONSTRAINT pk_base_saved_search PRIMARY KEY (id);
ALTER TABLE ONLY public.base_unit
    ADD CONSTRAINT pk_base_unit PRIMARY KEY (id);
ALTER TABLE ONLY public.base_user
    ADD CONSTRAINT pk_base_user PRIMARY KEY (id);
ALTER TABLE ONLY public.core_addon
    ADD CONSTRAINT pk_core_addon PRIMARY KEY (id);
ALTER TABLE ONLY public.core_api_key
    ADD CONSTRAINT pk_core_api_key PRIMARY KEY (id);
ALTER TABLE ONLY public.core_attempt
    ADD CONSTRAINT pk_core_attempt PRIMARY KEY (id);
ALTER TABLE ONLY public.core_audit_entry
    ADD CONSTRAINT pk_core_audit_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.core_external_key
    ADD CONSTRAINT pk_core_external_key PRIMARY KEY (id);
ALTER TABLE ONLY public.core_form_token
    ADD CONSTRAINT pk_core_form_token PRIMARY KEY (id);
ALTER TABLE ONLY public.core_sequence
    ADD CONSTRAINT pk_core_sequence PRIMARY KEY (id);
ALTER TABLE ONLY public.core_session
    ADD CONSTRAINT pk_core_session PRIMARY KEY (id);
ALTER TABLE ONLY public.core_state
    ADD CONSTRAINT pk_core_state PRIMARY KEY (id);
ALTER TABLE ONLY public.helpdesk_stage
    ADD CONSTRAINT pk_helpdesk_stage PRIMARY KEY (id);
ALTER TABLE ONLY public.helpdesk_tag
    ADD CONSTRAINT pk_helpdesk_tag PRIMARY KEY (id);
ALTER TABLE ONLY public.helpdesk_team
    ADD CONSTRAINT pk_helpdesk_team PRIMARY KEY (id);
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT pk_helpdesk_ticket PRIMARY KEY (id);
ALTER TABLE ONLY public.helpdesk_turn
    ADD CONSTRAINT pk_helpdesk_turn PRIMARY KEY (id);
ALTER TABLE ONLY public.helpdesk_type
    ADD CONSTRAINT pk_helpdesk_type PRIMARY KEY (id);
ALTER TABLE ONLY public.link_base_attachment_mail_message
    ADD CONSTRAINT pk_link_base_attachment_mail_message PRIMARY KEY (base_attachment_id, mail_message_id);
ALTER TABLE ONLY public.link_base_company_base_user
    ADD CONSTRAINT pk_link_base_company_base_user PRIMARY KEY (base_company_id, base_user_id);
ALTER TABLE ONLY public.link_base_contact_base_contact_tag
    ADD CONSTRAINT pk_link_base_contact_base_contact_tag PRIMARY KEY (base_contact_id, base_contact_tag_id);
ALTER TABLE ONLY public.link_base_role_base_user
    ADD CONSTRAINT pk_link_base_role_base_user PRIMARY KEY (base_role_id, base_user_id);
ALTER TABLE ONLY public.link_base_user_helpdesk_team
    ADD CONSTRAINT pk_link_base_user_helpdesk_team PRIMARY KEY (base_user_id, helpdesk_team_id);
ALTER TABLE ONLY public.link_helpdesk_stage_helpdesk_team
    ADD CONSTRAINT pk_link_helpdesk_stage_helpdesk_team PRIMARY KEY (helpdesk_stage_id, helpdesk_team_id);
ALTER TABLE ONLY public.link_helpdesk_tag_helpdesk_ticket
    ADD CONSTRAINT pk_link_helpdesk_tag_helpdesk_ticket PRIMARY KEY (helpdesk_tag_id, helpdesk_ticket_id);
ALTER TABLE ONLY public.link_product_product_product_tag
    ADD CONSTRAINT pk_link_product_product_product_tag PRIMARY KEY (product_product_id, product_tag_id);
ALTER TABLE ONLY public.mail_follower
    ADD CONSTRAINT pk_mail_follower PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT pk_mail_message PRIMARY KEY (id);
ALTER TABLE ONLY public.product_category
    ADD CONSTRAINT pk_product_category PRIMARY KEY (id);
ALTER TABLE ONLY public.product_product
    ADD CONSTRAINT pk_product_product PRIMARY KEY (id);
ALTER TABLE ONLY public.product_tag
    ADD CONSTRAINT pk_product_tag PRIMARY KEY (id);
ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT pk_sale_line PRIMARY KEY (id);
ALTER TABLE ONLY public.sale_order
    ADD CONSTRAINT pk_sale_order PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_location
    ADD CONSTRAINT pk_stock_location PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_lot
    ADD CONSTRAINT pk_stock_lot PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT pk_stock_move PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_move_line
    ADD CONSTRAINT pk_stock_move_line PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_quant
    ADD CONSTRAINT pk_stock_quant PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT pk_stock_reservation PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT pk_stock_transfer PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT pk_stock_warehouse PRIMARY KEY (id);
ALTER TABLE ONLY public.rev_base
    ADD CONSTRAINT rev_base_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_core
    ADD CONSTRAINT rev_core_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_helpdesk
    ADD CONSTRAINT rev_helpdesk_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_helpdesk_return
    ADD CONSTRAINT rev_helpdesk_return_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_helpdesk_sale
    ADD CONSTRAINT rev_helpdesk_sale_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_mail
    ADD CONSTRAINT rev_mail_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_product
    ADD CONSTRAINT rev_product_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_sale
    ADD CONSTRAINT rev_sale_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_sale_stock
    ADD CONSTRAINT rev_sale_stock_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.rev_stock
    ADD CONSTRAINT rev_stock_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.base_company
    ADD CONSTRAINT uq_base_company_name UNIQUE (name);
ALTER TABLE ONLY public.base_contact_tag
    ADD CONSTRAINT uq_base_contact_tag_name UNIQUE (name);
ALTER TABLE ONLY public.base_country
    ADD CONSTRAINT uq_base_country_code UNIQUE (code);
ALTER TABLE ONLY public.base_credential
    ADD CONSTRAINT uq_base_credential_user_id UNIQUE (user_id);
ALTER TABLE ONLY public.base_currency
    ADD CONSTRAINT uq_base_currency_code UNIQUE (code);
ALTER TABLE ONLY public.base_role
    ADD CONSTRAINT uq_base_role_name UNIQUE (name);
ALTER TABLE ONLY public.base_unit
    ADD CONSTRAINT uq_base_unit_name UNIQUE (name);
ALTER TABLE ONLY public.base_user
    ADD CONSTRAINT uq_base_user_login UNIQUE (login);
ALTER TABLE ONLY public.core_addon
    ADD CONSTRAINT uq_core_addon_name UNIQUE (name);
ALTER TABLE ONLY public.core_api_key
    ADD CONSTRAINT uq_core_api_key_key_hash UNIQUE (key_hash);
ALTER TABLE ONLY public.core_attempt
    ADD CONSTRAINT uq_core_attempt_key UNIQUE (key);
ALTER TABLE ONLY public.core_external_key
    ADD CONSTRAINT uq_core_external_key_addon_key UNIQUE (addon, key);
ALTER TABLE ONLY public.core_form_token
    ADD CONSTRAINT uq_core_form_token_key UNIQUE (key);
ALTER TABLE ONLY public.core_sequence
    ADD CONSTRAINT uq_core_sequence_name UNIQUE (name);
ALTER TABLE ONLY public.core_session
    ADD CONSTRAINT uq_core_session_key_hash UNIQUE (key_hash);
ALTER TABLE ONLY public.helpdesk_tag
    ADD CONSTRAINT uq_helpdesk_tag_name UNIQUE (name);
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT uq_helpdesk_ticket_company_id_number UNIQUE (company_id, number);
ALTER TABLE ONLY public.helpdesk_turn
    ADD CONSTRAINT uq_helpdesk_turn_team_id_user_id UNIQUE (team_id, user_id);
ALTER TABLE ONLY public.helpdesk_type
    ADD CONSTRAINT uq_helpdesk_type_name UNIQUE (name);
ALTER TABLE ONLY public.mail_follower
    ADD CONSTRAINT uq_mail_follower_document_model_document_id_contact_id UNIQUE (document_model, document_id, contact_id);
ALTER TABLE ONLY public.product_tag
    ADD CONSTRAINT uq_product_tag_name UNIQUE (name);
ALTER TABLE ONLY public.sale_order
    ADD CONSTRAINT uq_sale_order_company_id_number UNIQUE (company_id, number);
ALTER TABLE ONLY public.stock_lot
    ADD CONSTRAINT uq_stock_lot_product_id_company_id_name UNIQUE (product_id, company_id, name);
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT uq_stock_transfer_company_id_number UNIQUE (company_id, number);
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT uq_stock_warehouse_company_id_code UNIQUE (company_id, code);
CREATE INDEX ix_base_attachment_document_model_document_id ON public.base_attachment USING btree (document_model, document_id);
CREATE INDEX ix_base_attachment_hash ON public.base_attachment USING btree (hash);
CREATE INDEX ix_base_company_contact_id ON public.base_company USING btree (contact_id);
CREATE INDEX ix_base_company_currency_id ON public.base_company USING btree (currency_id);
CREATE INDEX ix_base_company_logo_id ON public.base_company USING btree (logo_id);
CREATE INDEX ix_base_contact_commercial_id_id ON public.base_contact USING btree (commercial_id, id);
CREATE INDEX ix_base_contact_company_id_active_name_id ON public.base_contact USING btree (company_id, active, name, id);
CREATE INDEX ix_base_contact_country_id ON public.base_contact USING btree (country_id);
CREATE INDEX ix_base_contact_email ON public.base_contact USING btree (email);
CREATE INDEX ix_base_contact_parent_id ON public.base_contact USING btree (parent_id);
CREATE UNIQUE INDEX ix_base_saved_search_one_default ON public.base_saved_search USING btree (page, owner_id) WHERE is_default;
CREATE INDEX ix_base_saved_search_owner_id ON public.base_saved_search USING btree (owner_id);
CREATE INDEX ix_base_user_active_name_id ON public.base_user USING btree (active, name, id);
CREATE INDEX ix_base_user_company_id ON public.base_user USING btree (company_id);
CREATE INDEX ix_base_user_contact_id ON public.base_user USING btree (contact_id);
CREATE INDEX ix_core_api_key_user_id ON public.core_api_key USING btree (user_id);
CREATE INDEX ix_core_attempt_until ON public.core_attempt USING btree (until);
CREATE INDEX ix_core_audit_entry_at ON public.core_audit_entry USING btree (at);
CREATE INDEX ix_core_audit_entry_record_model_record_id_id ON public.core_audit_entry USING btree (record_model, record_id, id);
CREATE INDEX ix_core_audit_entry_user_id ON public.core_audit_entry USING btree (user_id);
CREATE INDEX ix_core_audit_entry_user_name_id ON public.core_audit_entry USING btree (user_name, id);
CREATE INDEX ix_core_external_key_model_name_record_id ON public.core_external_key USING btree (model_name, record_id);
CREATE INDEX ix_core_form_token_made_at ON public.core_form_token USING btree (made_at);
CREATE INDEX ix_core_session_user_id ON public.core_session USING btree (user_id);
CREATE INDEX ix_helpdesk_team_company_id ON public.helpdesk_team USING btree (company_id);
CREATE INDEX ix_helpdesk_team_company_id_visibility_active_id ON public.helpdesk_team USING btree (company_id, visibility, active, id);
CREATE INDEX ix_helpdesk_ticket_assignee_id ON public.helpdesk_ticket USING btree (assignee_id);
CREATE INDEX ix_helpdesk_ticket_assignee_id_closed_at_id ON public.helpdesk_ticket USING btree (assignee_id, closed_at, id);
CREATE INDEX ix_helpdesk_ticket_company_id_team_id_stage_id_id ON public.helpdesk_ticket USING btree (company_id, team_id, stage_id, id);
CREATE INDEX ix_helpdesk_ticket_customer_id ON public.helpdesk_ticket USING btree (customer_id);
CREATE INDEX ix_helpdesk_ticket_lot_id ON public.helpdesk_ticket USING btree (lot_id);
CREATE INDEX ix_helpdesk_ticket_open ON public.helpdesk_ticket USING btree (company_id, id) WHERE (closed_at IS NULL);
CREATE INDEX ix_helpdesk_ticket_product_id ON public.helpdesk_ticket USING btree (product_id);
CREATE INDEX ix_helpdesk_ticket_product_id_id ON public.helpdesk_ticket USING btree (product_id, id);
CREATE INDEX ix_helpdesk_ticket_sales_order_id ON public.helpdesk_ticket USING btree (sales_order_id);
CREATE INDEX ix_helpdesk_ticket_stage_id ON public.helpdesk_ticket USING btree (stage_id);
CREATE INDEX ix_helpdesk_ticket_team_id ON public.helpdesk_ticket USING btree (team_id);
CREATE INDEX ix_helpdesk_ticket_type_id ON public.helpdesk_ticket USING btree (type_id);
CREATE INDEX ix_helpdesk_turn_team_id ON public.helpdesk_turn USING btree (team_id);
CREATE INDEX ix_helpdesk_turn_user_id ON public.helpdesk_turn USING btree (user_id);
CREATE INDEX ix_link_base_attachment_mail_message_mail_message_id ON public.link_base_attachment_mail_message USING btree (mail_message_id);
CREATE INDEX ix_link_base_company_base_user_base_user_id ON public.link_base_company_base_user USING btree (base_user_id);
CREATE INDEX ix_link_base_contact_base_contact_tag_base_contact_tag_id ON public.link_base_contact_base_contact_tag USING btree (base_contact_tag_id);
CREATE INDEX ix_link_base_role_base_user_base_user_id ON public.link_base_role_base_user USING btree (base_user_id);
CREATE INDEX ix_link_base_user_helpdesk_team_helpdesk_team_id ON public.link_base_user_helpdesk_team USING btree (helpdesk_team_id);
CREATE INDEX ix_link_helpdesk_stage_helpdesk_team_helpdesk_team_id ON public.link_helpdesk_stage_helpdesk_team USING btree (helpdesk_team_id);
CREATE INDEX ix_link_helpdesk_tag_helpdesk_ticket_helpdesk_ticket_id ON public.link_helpdesk_tag_helpdesk_ticket USING btree (helpdesk_ticket_id);
CREATE INDEX ix_link_product_product_product_tag_product_tag_id ON public.link_product_product_product_tag USING btree (product_tag_id);
CREATE INDEX ix_mail_follower_contact_id ON public.mail_follower USING btree (contact_id);
CREATE INDEX ix_mail_message_author_id ON public.mail_message USING btree (author_id);
CREATE INDEX ix_mail_message_document_model_document_id_id ON public.mail_message USING btree (document_model, document_id, id);
CREATE INDEX ix_product_category_parent_id ON public.product_category USING btree (parent_id);
CREATE UNIQUE INDEX ix_product_product_barcode ON public.product_product USING btree (barcode) WHERE (barcode IS NOT NULL);
CREATE INDEX ix_product_product_category_id ON public.product_product USING btree (category_id);
CREATE INDEX ix_product_product_company_id_active_name_id ON public.product_product USING btree (company_id, active, name, id);
CREATE INDEX ix_product_product_unit_id ON public.product_product USING btree (unit_id);
CREATE INDEX ix_sale_line_order_id ON public.sale_line USING btree (order_id);
CREATE INDEX ix_sale_line_product_id ON public.sale_line USING btree (product_id);
CREATE INDEX ix_sale_line_product_id_order_id ON public.sale_line USING btree (product_id, order_id);
CREATE INDEX ix_sale_line_unit_id ON public.sale_line USING btree (unit_id);
CREATE INDEX ix_sale_order_company_id ON public.sale_order USING btree (company_id);
CREATE INDEX ix_sale_order_company_id_state_id ON public.sale_order USING btree (company_id, state, id);
CREATE INDEX ix_sale_order_created_by_id_id ON public.sale_order USING btree (created_by_id, id);
CREATE INDEX ix_sale_order_currency_id ON public.sale_order USING btree (currency_id);
CREATE INDEX ix_sale_order_customer_id ON public.sale_order USING btree (customer_id);
CREATE INDEX ix_sale_order_customer_id_state_id ON public.sale_order USING btree (customer_id, state, id);
CREATE INDEX ix_stock_location_company_id ON public.stock_location USING btree (company_id);
CREATE INDEX ix_stock_location_company_id_type_id ON public.stock_location USING btree (company_id, type, id);
CREATE INDEX ix_stock_location_parent_id ON public.stock_location USING btree (parent_id);
CREATE INDEX ix_stock_lot_company_id ON public.stock_lot USING btree (company_id);
CREATE INDEX ix_stock_lot_delivered ON public.stock_lot USING btree (company_id, id) WHERE (delivered_on IS NOT NULL);
CREATE INDEX ix_stock_lot_delivered_to_id ON public.stock_lot USING btree (delivered_to_id);
CREATE INDEX ix_stock_lot_product_id ON public.stock_lot USING btree (product_id);
CREATE INDEX ix_stock_move_destination_id ON public.stock_move USING btree (destination_id);
CREATE INDEX ix_stock_move_line_lot_id ON public.stock_move_line USING btree (lot_id);
CREATE INDEX ix_stock_move_line_lot_id_id ON public.stock_move_line USING btree (lot_id, id);
CREATE INDEX ix_stock_move_line_move_id ON public.stock_move_line USING btree (move_id);
CREATE INDEX ix_stock_move_line_product_id ON public.stock_move_line USING btree (product_id);
CREATE INDEX ix_stock_move_line_return_of_id ON public.stock_move_line USING btree (return_of_id);
CREATE INDEX ix_stock_move_line_transfer_id ON public.stock_move_line USING btree (transfer_id);
CREATE INDEX ix_stock_move_order_line_id ON public.stock_move USING btree (order_line_id);
CREATE INDEX ix_stock_move_product_id ON public.stock_move USING btree (product_id);
CREATE INDEX ix_stock_move_product_id_source_id_state_id ON public.stock_move USING btree (product_id, source_id, state, id);
CREATE INDEX ix_stock_move_return_of_id ON public.stock_move USING btree (return_of_id);
CREATE INDEX ix_stock_move_source_id ON public.stock_move USING btree (source_id);
CREATE INDEX ix_stock_move_transfer_id ON public.stock_move USING btree (transfer_id);
CREATE INDEX ix_stock_quant_company_id ON public.stock_quant USING btree (company_id);
CREATE INDEX ix_stock_quant_company_id_product_id_location_id_id ON public.stock_quant USING btree (company_id, product_id, location_id, id);
CREATE INDEX ix_stock_quant_location_id ON public.stock_quant USING btree (location_id);
CREATE INDEX ix_stock_quant_lot_id ON public.stock_quant USING btree (lot_id);
CREATE INDEX ix_stock_quant_on_hand ON public.stock_quant USING btree (company_id, product_id, id) WHERE (own AND (quantity <> (0)::numeric));
CREATE INDEX ix_stock_quant_product_id ON public.stock_quant USING btree (product_id);
CREATE INDEX ix_stock_reservation_line_id ON public.stock_reservation USING btree (line_id);
CREATE INDEX ix_stock_reservation_move_id ON public.stock_reservation USING btree (move_id);
CREATE INDEX ix_stock_reservation_quant_id ON public.stock_reservation USING btree (quant_id);
CREATE INDEX ix_stock_transfer_backorder_of_id ON public.stock_transfer USING btree (backorder_of_id);
CREATE INDEX ix_stock_transfer_company_id ON public.stock_transfer USING btree (company_id);
CREATE INDEX ix_stock_transfer_company_id_state_type_id ON public.stock_transfer USING btree (company_id, state, type, id);
CREATE INDEX ix_stock_transfer_contact_id ON public.stock_transfer USING btree (contact_id);
CREATE INDEX ix_stock_transfer_contact_id_type_state_id ON public.stock_transfer USING btree (contact_id, type, state, id);
CREATE INDEX ix_stock_transfer_destination_id ON public.stock_transfer USING btree (destination_id);
CREATE INDEX ix_stock_transfer_order_id ON public.stock_transfer USING btree (order_id);
CREATE INDEX ix_stock_transfer_return_of_id ON public.stock_transfer USING btree (return_of_id);
CREATE INDEX ix_stock_transfer_source_id ON public.stock_transfer USING btree (source_id);
CREATE INDEX ix_stock_transfer_ticket_id ON public.stock_transfer USING btree (ticket_id);
CREATE INDEX ix_stock_warehouse_company_id ON public.stock_warehouse USING btree (company_id);
CREATE INDEX ix_stock_warehouse_input_id ON public.stock_warehouse USING btree (input_id);
CREATE INDEX ix_stock_warehouse_output_id ON public.stock_warehouse USING btree (output_id);
CREATE INDEX ix_stock_warehouse_returns_id ON public.stock_warehouse USING btree (returns_id);
CREATE INDEX ix_stock_warehouse_stock_id ON public.stock_warehouse USING btree (stock_id);
CREATE UNIQUE INDEX uq_stock_quant_lot ON public.stock_quant USING btree (lot_id, location_id) WHERE (lot_id IS NOT NULL);
CREATE UNIQUE INDEX uq_stock_quant_plain ON public.stock_quant USING btree (company_id, product_id, location_id) WHERE (lot_id IS NULL);
CREATE UNIQUE INDEX uq_stock_quant_serial_in_one_place ON public.stock_quant USING btree (lot_id) WHERE ((most IS NOT NULL) AND (quantity > (0)::numeric));
CREATE UNIQUE INDEX uq_stock_reservation_line ON public.stock_reservation USING btree (move_id, line_id) WHERE (line_id IS NOT NULL);
CREATE UNIQUE INDEX uq_stock_reservation_quant ON public.stock_reservation USING btree (move_id, quant_id) WHERE (quant_id IS NOT NULL);
CREATE TRIGGER core_audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.core_audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.core_audit_entry_append_only();
CREATE TRIGGER stock_move_delete_stays BEFORE DELETE ON public.stock_move FOR EACH ROW WHEN (((old.state)::text = 'done'::text)) EXECUTE FUNCTION public.stock_refuse();
CREATE TRIGGER stock_move_line_delete_stays BEFORE DELETE ON public.stock_move_line FOR EACH ROW EXECUTE FUNCTION public.stock_move_line_delete_stays();
CREATE TRIGGER stock_move_line_insert_stays BEFORE INSERT ON public.stock_move_line FOR EACH ROW EXECUTE FUNCTION public.stock_move_line_insert_stays();
CREATE TRIGGER stock_move_line_update_stays BEFORE UPDATE ON public.stock_move_line FOR EACH ROW EXECUTE FUNCTION public.stock_move_line_update_stays();
CREATE TRIGGER stock_move_update_stays BEFORE UPDATE ON public.stock_move FOR EACH ROW WHEN ((((old.state)::text = 'done'::text) AND ((old.transfer_id IS DISTINCT FROM new.transfer_id) OR (old.product_id IS DISTINCT FROM new.product_id) OR (old.quantity IS DISTINCT FROM new.quantity) OR (old.done IS DISTINCT FROM new.done) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.source_id IS DISTINCT FROM new.source_id) OR (old.destination_id IS DISTINCT FROM new.destination_id)))) EXECUTE FUNCTION public.stock_refuse();
CREATE TRIGGER stock_transfer_delete_stays BEFORE DELETE ON public.stock_transfer FOR EACH ROW WHEN (((old.state)::text = 'done'::text)) EXECUTE FUNCTION public.stock_refuse();
CREATE TRIGGER stock_transfer_update_stays BEFORE UPDATE ON public.stock_transfer FOR EACH ROW WHEN ((((old.state)::text = 'done'::text) AND (((old.number)::text IS DISTINCT FROM (new.number)::text) OR ((old.type)::text IS DISTINCT FROM (new.type)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.contact_id IS DISTINCT FROM new.contact_id) OR (old.company_id IS DISTINCT FROM new.company_id) OR (old.source_id IS DISTINCT FROM new.source_id) OR (old.destination_id IS DISTINCT FROM new.destination_id) OR (old.done_at IS DISTINCT FROM new.done_at)))) EXECUTE FUNCTION public.stock_refuse();
ALTER TABLE ONLY public.base_company
    ADD CONSTRAINT base_company_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.base_company
    ADD CONSTRAINT fk_base_company_currency_id FOREIGN KEY (currency_id) REFERENCES public.base_currency(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.base_company
    ADD CONSTRAINT fk_base_company_logo_id FOREIGN KEY (logo_id) REFERENCES public.base_attachment(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.base_contact
    ADD CONSTRAINT fk_base_contact_commercial_id FOREIGN KEY (commercial_id) REFERENCES public.base_contact(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.base_contact
    ADD CONSTRAINT fk_base_contact_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.base_contact
    ADD CONSTRAINT fk_base_contact_country_id FOREIGN KEY (country_id) REFERENCES public.base_country(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.base_contact
    ADD CONSTRAINT fk_base_contact_parent_id FOREIGN KEY (parent_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.base_credential
    ADD CONSTRAINT fk_base_credential_user_id FOREIGN KEY (user_id) REFERENCES public.base_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.base_saved_search
    ADD CONSTRAINT fk_base_saved_search_owner_id FOREIGN KEY (owner_id) REFERENCES public.base_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.base_user
    ADD CONSTRAINT fk_base_user_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.base_user
    ADD CONSTRAINT fk_base_user_contact_id FOREIGN KEY (contact_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_team
    ADD CONSTRAINT fk_helpdesk_team_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT fk_helpdesk_ticket_assignee_id FOREIGN KEY (assignee_id) REFERENCES public.base_user(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT fk_helpdesk_ticket_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT fk_helpdesk_ticket_customer_id FOREIGN KEY (customer_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT fk_helpdesk_ticket_stage_id FOREIGN KEY (stage_id) REFERENCES public.helpdesk_stage(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT fk_helpdesk_ticket_team_id FOREIGN KEY (team_id) REFERENCES public.helpdesk_team(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT fk_helpdesk_ticket_type_id FOREIGN KEY (type_id) REFERENCES public.helpdesk_type(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_turn
    ADD CONSTRAINT fk_helpdesk_turn_team_id FOREIGN KEY (team_id) REFERENCES public.helpdesk_team(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.helpdesk_turn
    ADD CONSTRAINT fk_helpdesk_turn_user_id FOREIGN KEY (user_id) REFERENCES public.base_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_attachment_mail_message
    ADD CONSTRAINT fk_link_base_attachment_mail_message_base_attachment_id FOREIGN KEY (base_attachment_id) REFERENCES public.base_attachment(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_attachment_mail_message
    ADD CONSTRAINT fk_link_base_attachment_mail_message_mail_message_id FOREIGN KEY (mail_message_id) REFERENCES public.mail_message(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_company_base_user
    ADD CONSTRAINT fk_link_base_company_base_user_base_company_id FOREIGN KEY (base_company_id) REFERENCES public.base_company(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_company_base_user
    ADD CONSTRAINT fk_link_base_company_base_user_base_user_id FOREIGN KEY (base_user_id) REFERENCES public.base_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_contact_base_contact_tag
    ADD CONSTRAINT fk_link_base_contact_base_contact_tag_base_contact_id FOREIGN KEY (base_contact_id) REFERENCES public.base_contact(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_contact_base_contact_tag
    ADD CONSTRAINT fk_link_base_contact_base_contact_tag_base_contact_tag_id FOREIGN KEY (base_contact_tag_id) REFERENCES public.base_contact_tag(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_role_base_user
    ADD CONSTRAINT fk_link_base_role_base_user_base_role_id FOREIGN KEY (base_role_id) REFERENCES public.base_role(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_role_base_user
    ADD CONSTRAINT fk_link_base_role_base_user_base_user_id FOREIGN KEY (base_user_id) REFERENCES public.base_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_user_helpdesk_team
    ADD CONSTRAINT fk_link_base_user_helpdesk_team_base_user_id FOREIGN KEY (base_user_id) REFERENCES public.base_user(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_base_user_helpdesk_team
    ADD CONSTRAINT fk_link_base_user_helpdesk_team_helpdesk_team_id FOREIGN KEY (helpdesk_team_id) REFERENCES public.helpdesk_team(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_helpdesk_stage_helpdesk_team
    ADD CONSTRAINT fk_link_helpdesk_stage_helpdesk_team_helpdesk_stage_id FOREIGN KEY (helpdesk_stage_id) REFERENCES public.helpdesk_stage(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_helpdesk_stage_helpdesk_team
    ADD CONSTRAINT fk_link_helpdesk_stage_helpdesk_team_helpdesk_team_id FOREIGN KEY (helpdesk_team_id) REFERENCES public.helpdesk_team(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_helpdesk_tag_helpdesk_ticket
    ADD CONSTRAINT fk_link_helpdesk_tag_helpdesk_ticket_helpdesk_tag_id FOREIGN KEY (helpdesk_tag_id) REFERENCES public.helpdesk_tag(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_helpdesk_tag_helpdesk_ticket
    ADD CONSTRAINT fk_link_helpdesk_tag_helpdesk_ticket_helpdesk_ticket_id FOREIGN KEY (helpdesk_ticket_id) REFERENCES public.helpdesk_ticket(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_product_product_product_tag
    ADD CONSTRAINT fk_link_product_product_product_tag_product_product_id FOREIGN KEY (product_product_id) REFERENCES public.product_product(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_product_product_product_tag
    ADD CONSTRAINT fk_link_product_product_product_tag_product_tag_id FOREIGN KEY (product_tag_id) REFERENCES public.product_tag(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.mail_follower
    ADD CONSTRAINT fk_mail_follower_contact_id FOREIGN KEY (contact_id) REFERENCES public.base_contact(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.mail_message
    ADD CONSTRAINT fk_mail_message_author_id FOREIGN KEY (author_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.product_category
    ADD CONSTRAINT fk_product_category_parent_id FOREIGN KEY (parent_id) REFERENCES public.product_category(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.product_product
    ADD CONSTRAINT fk_product_product_category_id FOREIGN KEY (category_id) REFERENCES public.product_category(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.product_product
    ADD CONSTRAINT fk_product_product_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.product_product
    ADD CONSTRAINT fk_product_product_unit_id FOREIGN KEY (unit_id) REFERENCES public.base_unit(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT fk_sale_line_order_id FOREIGN KEY (order_id) REFERENCES public.sale_order(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT fk_sale_line_product_id FOREIGN KEY (product_id) REFERENCES public.product_product(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sale_line
    ADD CONSTRAINT fk_sale_line_unit_id FOREIGN KEY (unit_id) REFERENCES public.base_unit(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sale_order
    ADD CONSTRAINT fk_sale_order_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sale_order
    ADD CONSTRAINT fk_sale_order_currency_id FOREIGN KEY (currency_id) REFERENCES public.base_currency(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.sale_order
    ADD CONSTRAINT fk_sale_order_customer_id FOREIGN KEY (customer_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_location
    ADD CONSTRAINT fk_stock_location_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_location
    ADD CONSTRAINT fk_stock_location_parent_id FOREIGN KEY (parent_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_lot
    ADD CONSTRAINT fk_stock_lot_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_lot
    ADD CONSTRAINT fk_stock_lot_delivered_to_id FOREIGN KEY (delivered_to_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_lot
    ADD CONSTRAINT fk_stock_lot_product_id FOREIGN KEY (product_id) REFERENCES public.product_product(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_destination_id FOREIGN KEY (destination_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move_line
    ADD CONSTRAINT fk_stock_move_line_lot_id FOREIGN KEY (lot_id) REFERENCES public.stock_lot(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move_line
    ADD CONSTRAINT fk_stock_move_line_move_id FOREIGN KEY (move_id) REFERENCES public.stock_move(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stock_move_line
    ADD CONSTRAINT fk_stock_move_line_product_id FOREIGN KEY (product_id) REFERENCES public.product_product(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move_line
    ADD CONSTRAINT fk_stock_move_line_return_of_id FOREIGN KEY (return_of_id) REFERENCES public.stock_move_line(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move_line
    ADD CONSTRAINT fk_stock_move_line_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.stock_transfer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_product_id FOREIGN KEY (product_id) REFERENCES public.product_product(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_return_of_id FOREIGN KEY (return_of_id) REFERENCES public.stock_move(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_source_id FOREIGN KEY (source_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.stock_transfer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stock_quant
    ADD CONSTRAINT fk_stock_quant_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_quant
    ADD CONSTRAINT fk_stock_quant_location_id FOREIGN KEY (location_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_quant
    ADD CONSTRAINT fk_stock_quant_lot_id FOREIGN KEY (lot_id) REFERENCES public.stock_lot(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_quant
    ADD CONSTRAINT fk_stock_quant_product_id FOREIGN KEY (product_id) REFERENCES public.product_product(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT fk_stock_reservation_line_id FOREIGN KEY (line_id) REFERENCES public.stock_move_line(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT fk_stock_reservation_move_id FOREIGN KEY (move_id) REFERENCES public.stock_move(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stock_reservation
    ADD CONSTRAINT fk_stock_reservation_quant_id FOREIGN KEY (quant_id) REFERENCES public.stock_quant(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT fk_stock_transfer_backorder_of_id FOREIGN KEY (backorder_of_id) REFERENCES public.stock_transfer(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT fk_stock_transfer_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT fk_stock_transfer_contact_id FOREIGN KEY (contact_id) REFERENCES public.base_contact(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT fk_stock_transfer_destination_id FOREIGN KEY (destination_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT fk_stock_transfer_return_of_id FOREIGN KEY (return_of_id) REFERENCES public.stock_transfer(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT fk_stock_transfer_source_id FOREIGN KEY (source_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT fk_stock_warehouse_company_id FOREIGN KEY (company_id) REFERENCES public.base_company(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT fk_stock_warehouse_input_id FOREIGN KEY (input_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT fk_stock_warehouse_output_id FOREIGN KEY (output_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT fk_stock_warehouse_returns_id FOREIGN KEY (returns_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_warehouse
    ADD CONSTRAINT fk_stock_warehouse_stock_id FOREIGN KEY (stock_id) REFERENCES public.stock_location(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT helpdesk_ticket_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.stock_lot(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT helpdesk_ticket_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.product_product(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.helpdesk_ticket
    ADD CONSTRAINT helpdesk_ticket_sales_order_id_fkey FOREIGN KEY (sales_order_id) REFERENCES public.sale_order(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT stock_move_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES public.sale_line(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT stock_transfer_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.sale_order(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stock_transfer
    ADD CONSTRAINT stock_transfer_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES public.helpdesk_ticket(id) ON DELETE RESTRICT;
